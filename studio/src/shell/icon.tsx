import type { ReactNode } from 'react';

/** Line icons in a 16 × 16 box. */
const paths = {
  home: 'M2.5 7 8 2.5 13.5 7v6.5h-4v-4h-3v4h-4z',
  scenario: 'M4 2.5h5.5L12.5 5.5v8h-8.5zM6 7h4.5M6 9.5h4.5M6 12h2.5',
  plan: 'M2.5 13.5v-4h2.6v4zm4.2 0v-7h2.6v7zm4.2 0v-11h2.6v11z',
  proof: 'M8 1.8 13 4v4c0 3.2-2.2 5.3-5 6.2C5.2 13.3 3 11.2 3 8V4zM5.7 7.800l1.7 1.7 3-3.3',
  stress: 'M1.5 11.500c2-.5 3-7 5-7s2 6 4 6 2-3 4-3M1.5 14h13',
  compare: 'M3 3.500h4v9H3zm6 0h4v9H9z',
  catalog: 'M2.5 3h11v3h-11zm0 3v7h11V6M6.5 6v7',
  rules: 'M8 2.500v11M4.5 13.500h7M3 4.500h10M3 4.5 1.5 9h3zM13 4.5 11.5 9h3z',
  rates: 'M2.5 2.500v11h11M5 11c1-5 4-6.5 8-7',
  companies: 'M3 13.500v-11h6v11M9 6.500h4v7M5 5h2M5 7.500h2M5 10h2M1.5 13.500h13',
  record: 'M8 2.500a5.5 5.5 0 1 1-5.2 3.700M2.5 2.800v3.500H6M8 5.500V8l2 1.5',
  export: 'M8 9.500v-7M5.5 5 8 2.5 10.5 5M3 9v4.500h10V9',
  search: 'M7 2.500a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.3 10.300l3.2 3.2',
  menu: 'M2.5 4.500h11M2.5 8h11M2.5 11.500h11',
} as const;
export type IconName = keyof typeof paths;

/** An icon beside its word; readers hear the word only. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }): ReactNode {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      strokeLinejoin="round"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}

/** The mark of the product: a keel under a sail. */
export function Mark(): ReactNode {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M9.2 2v11H2.800z" fill="currentColor" />
      <path d="M10.8 5.2 17 13h-6.200z" fill="currentColor" opacity=".55" />
      <path d="M2 14.800h16l-2.2 3.200H4.200z" fill="currentColor" />
    </svg>
  );
}
