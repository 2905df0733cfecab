/** Style of the report page: one column, tabular figures, light and dark, and a print layout. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: light-dark(#1b1f24, #e6e6e6); --dim: light-dark(#5a6270, #a3abb8); --line: light-dark(#d9dde3, #3a404a);
  --ground: light-dark(#ffffff, #15181d); --card: light-dark(#f6f7f9, #1d2127); --good: light-dark(#00694c, #4cc7a0); --warn: light-dark(#8a5a00, #e6b450); --bad: light-dark(#b3261e, #ff8a80); --link: light-dark(#005a9c, #7ab8f0); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 70rem; padding: 2rem 1.25rem 4rem; background: var(--ground); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: .4rem 0 1rem; text-wrap: balance; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .5rem; }
header p { margin: .25rem 0; }
a { color: var(--link); }
td a { color: inherit; text-decoration: underline dotted var(--dim); text-underline-offset: 3px; }
.status { display: inline-block; padding: .1rem .6rem; border: 1px solid currentColor; border-radius: 1rem; font-size: .85rem; color: var(--good); }
.status.infeasible { color: var(--bad); } .status.interrupted, .status.feasible { color: var(--warn); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: .75rem 0; margin: 1rem 0 0; list-style: none; border-block: 1px solid var(--line); font-size: .9rem; }
figure { margin: 2rem 0; } figcaption { color: var(--dim); margin-bottom: .5rem; } figcaption strong { color: var(--ink); display: block; }
figure > div { overflow-x: auto; }
svg { max-width: 100%; min-width: 44rem; height: auto; }
figure svg text { fill: var(--ink); stroke: var(--ground); stroke-width: 3px; paint-order: stroke; }
details > summary { cursor: pointer; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { padding: .35rem .75rem .35rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th { color: var(--dim); font-weight: 600; white-space: nowrap; }
.number { text-align: right; white-space: nowrap; }
.good { color: var(--good); } .warn { color: var(--warn); } .bad { color: var(--bad); font-weight: 600; }
tr:target { background: var(--card); outline: 2px solid var(--link); }
.indent { margin: .15rem 0 .15rem 1.5rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; } dd { margin: 0; overflow-wrap: anywhere; }
code { font-size: .9em; }
@media print { body { max-width: none; padding: 0 .5rem; font-size: 10pt; } nav { display: none; } section, figure { break-inside: avoid-page; } .scroll { overflow: visible; } a { color: inherit; text-decoration: none; } }
`;
