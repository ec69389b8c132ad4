import type { apiOf } from './screen-story.ts';

/** An opportunity as a story begins with it, with its customer and who decides there. */
export interface Deal {
  readonly id: string;
  readonly version: number;
  readonly customer: string;
  readonly contact: string;
}

/** Makes an open opportunity in the first stage of the standard pipeline, which may leave it; `values` replace what it has. */
export async function makeDeal(api: ReturnType<typeof apiOf>, name: string, values: object = {}): Promise<Deal> {
  const make = (entity: string, wish: object) => api('POST', `/apps/opportunity/records/${entity}`, { values: wish });
  const customer = await make('customer', { name: `${name} Co`, customer_class: 'standard' });
  const contact = await make('contact', { name: `${name} Boss`, customer: customer.id });
  const { id, version } = await make('opportunity', {
    ...{ name, customer: customer.id, decision_maker: contact.id, opportunity_type: 'new', amount: '1000', expected_close: '2031-05-06' },
    ...{ pain_point: 'story', budget_confirmed: true, next_step: 'call', ...values },
  });
  return { id, version, customer: customer.id, contact: contact.id };
}
