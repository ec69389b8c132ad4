// Writes the sample data of the opportunity template: one company's year, always the same from the same seed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { activities } from './sample/activities.ts';
import { bidDocuments } from './sample/bid-documents.ts';
import { buying } from './sample/buying.ts';
import { departments, people } from './sample/company.ts';
import { contracts } from './sample/contracts.ts';
import { leads } from './sample/leads.ts';
import { opportunities } from './sample/opportunities.ts';
import { peopleMap } from './sample/people-map.ts';
import { products } from './sample/products.ts';
import { quotes } from './sample/quotes.ts';
import { setAside } from './sample/set-aside.ts';

const out = join(dirname(dirname(fileURLToPath(import.meta.url))), 'templates', 'opportunity', 'sample');
const write = (name: string, data: unknown) =>
  writeFileSync(
    join(out, `${name}.json`),
    `${Array.isArray(data) ? `[\n${data.map((each) => JSON.stringify(each)).join(',\n')}\n]` : JSON.stringify(data, null, 1)}\n`,
  );

setAside();
mkdirSync(out, { recursive: true });
write('org', { departments, people });
write('index', { order: ['product', 'customer', 'contact', 'opportunity', 'activity', 'bid_document', 'lead', 'contract', 'quote'] });
write('product', products);
write('customer', buying);
write('contact', peopleMap);
write('opportunity', opportunities);
write('activity', activities);
write('bid_document', bidDocuments);
write('lead', leads);
write('contract', contracts);
write('quote', quotes);
