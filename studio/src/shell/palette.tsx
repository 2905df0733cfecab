import { useNavigate } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import type { ReactNode } from 'react';
import { planListQuery, scenarioListQuery } from '../api/queries.ts';
import { copyText } from '../kit/clipboard.ts';
import { Dialog } from '../kit/dialog.tsx';
import { say } from '../kit/toasts.tsx';
import { useOverlays } from './overlays.ts';
import { screens } from './screens.ts';
import { useTheme } from './theme.ts';
import { useAddress } from './use-search.ts';

/** Everything one can go to or do, by typing a few letters of it. */
export function Palette(): ReactNode {
  const { shown, open } = useOverlays();
  const navigate = useNavigate();
  const { search } = useAddress();
  const nextTheme = useTheme((state) => state.next);
  const scenarios = useQuery({ ...scenarioListQuery, enabled: shown === 'palette' });
  const plans = useQuery({ ...planListQuery, enabled: shown === 'palette' });
  const run = (action: () => void) => (): void => {
    open(undefined);
    action();
  };
  return (
    <Dialog
      open={shown === 'palette'}
      onClose={() => open(undefined)}
      title="Go to or do"
      titleHidden
      kind="palette"
    >
      <Command label="Go to or do">
        <Command.Input placeholder="Go to a screen, a scenario, a plan…" autoFocus />
        <Command.List>
          <Command.Empty>Nothing by that name.</Command.Empty>
          <Command.Group heading="Screens">
            {screens.map(({ to, name, says, key, takes }) => (
              <Command.Item
                key={to}
                value={`${name} ${says}`}
                onSelect={run(() => {
                  void navigate({
                    to,
                    search: Object.fromEntries(takes.map((one) => [one, search[one]])),
                  });
                })}
              >
                <span>
                  {name} <span className="dim">· {says}</span>
                </span>
                <kbd>g {key}</kbd>
              </Command.Item>
            ))}
          </Command.Group>
          {(scenarios.data ?? []).length > 0 && (
            <Command.Group heading="Scenarios">
              {(scenarios.data ?? []).map(({ name, title }) => (
                <Command.Item
                  key={name}
                  value={`scenario ${name} ${title ?? ''}`}
                  onSelect={run(() => {
                    void navigate({ to: '/scenario', search: { scenario: name } });
                  })}
                >
                  <span>{title ?? name}</span>
                  <span className="faint">{name}.yaml</span>
                </Command.Item>
              ))}
            </Command.Group>
          )}
          {(plans.data ?? []).length > 0 && (
            <Command.Group heading="Plans">
              {(plans.data ?? []).map(({ id, title, says }) => (
                <Command.Item
                  key={id}
                  value={`plan ${id} ${title}`}
                  onSelect={run(() => {
                    void navigate({ to: '/plan', search: { plan: id } });
                  })}
                >
                  <span>{title}</span>
                  <span className="faint">{says}</span>
                </Command.Item>
              ))}
            </Command.Group>
          )}
          <Command.Group heading="Do">
            <Command.Item
              value="copy link to this view"
              onSelect={run(() => {
                void copyText(location.href).then((done) =>
                  say(done ? 'Link copied' : 'The browser does not let us copy'),
                );
              })}
            >
              Copy the link to this view
            </Command.Item>
            <Command.Item value="change theme dark light" onSelect={run(nextTheme)}>
              Change the theme
            </Command.Item>
            <Command.Item value="print board paper pdf" onSelect={run(() => setTimeout(() => print(), 100))}>
              Print this screen as a paper
            </Command.Item>
            <Command.Item value="keys help marks" onSelect={() => open('help')}>
              Show keys and marks
            </Command.Item>
          </Command.Group>
        </Command.List>
      </Command>
    </Dialog>
  );
}
