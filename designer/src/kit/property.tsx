import type { ReactNode } from 'react';

/** One property in the panel at the right: its name above its input. */
export function Property({ label, htmlFor, children, help }: { label: string; htmlFor?: string; children: ReactNode; help?: string }) {
  return (
    <div style={{ marginBottom: 12 }}>
      <label htmlFor={htmlFor} style={{ display: 'block', fontSize: 13, marginBottom: 4 }}>
        {label}
      </label>
      {children}
      {help && <div style={{ fontSize: 12, opacity: 0.85, marginTop: 2 }}>{help}</div>}
    </div>
  );
}
