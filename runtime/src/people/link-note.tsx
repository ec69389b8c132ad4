import { CopyOutlined } from '@ant-design/icons';
import type { PersonLink } from '@pipewright/definition';
import { look, momentText, useText } from '@pipewright/ui';
import { Alert, Button, Input, type InputRef, Space } from 'antd';
import { useRef, useState } from 'react';

const MAIL = { sent: 'people.mailSent', refused: 'people.mailRefused' } as const;

/** A link that was just made: to copy, with the day on which it ends, and what became of the mail with it. It is shown this once. */
export function LinkNote({ name, email, link }: { name: string; email: string; link: PersonLink }) {
  const { t } = useText();
  const [copied, setCopied] = useState(false);
  const input = useRef<InputRef>(null);
  const time = momentText(link.expires);
  const address = `${window.location.origin}/join#${link.token}`;
  const copy = async () => {
    // Browsers have a clipboard on secure pages only; elsewhere the link is marked, for the keyboard to copy.
    const done = await navigator.clipboard?.writeText(address).then(
      () => true,
      () => false,
    );
    setCopied(done === true);
    input.current?.select();
  };
  return (
    <Alert
      type={link.mail === 'refused' ? 'warning' : 'success'}
      title={link.mail ? t(MAIL[link.mail], { email }) : t('people.linkLead', { name, time })}
      description={
        <>
          <Space.Compact block>
            <Input ref={input} readOnly value={address} aria-label={t('people.link')} />
            <Button type={link.mail === 'sent' ? 'default' : 'primary'} icon={<CopyOutlined />} onClick={() => void copy()}>
              {t(copied ? 'people.copied' : 'people.copy')}
            </Button>
          </Space.Compact>
          {link.mail && <p className={`${look.quiet} ${look.small}`}>{t('people.linkGood', { time })}</p>}
        </>
      }
    />
  );
}
