import type { PlanFile } from '../../plan/index.ts';
import type { Quarter } from '../../quantity/index.ts';
import { deviceNameOf } from '../device-names.ts';
import type { Ground } from '../ground.ts';
import { kubeName, labels } from '../kubernetes/names.ts';
import type { KubeObject } from '../kubernetes/objects.ts';
import { dateIn, isPermitted, rulingsOf, type UseRuling } from './rulings.ts';

/** Where the policy finds its parameters. */
export const parameterMap = { name: 'fleetwright-use-rules', namespace: 'fleetwright' } as const;

/** First word of a value: what is not `permitted` is refused. */
export const answers = { yes: 'permitted', no: 'refused' } as const;

/**
 * The rules' answers for one quarter, as parameters of the admission policy. One entry for every use, site and
 * accelerator, `training.datong.nvidia-h20-96`, whose value begins with `permitted` or `refused` and goes on in words;
 * one for every accelerator and site, `devices.datong.nvidia-h20-96`, with the resources it is asked for by, between
 * commas.
 *
 * @param sites ids of the sites whose machines are nodes of the cluster
 */
export function policyParameters(
  plan: PlanFile,
  ground: Ground,
  quarter: Quarter,
  sites: readonly string[],
): KubeObject {
  const rulings = rulingsOf(plan, ground, quarter).filter(({ site }) => sites.includes(site));
  const devices = new Map(
    rulings.map(({ site, accelerator }) => [
      `devices.${kubeName(site)}.${kubeName(accelerator)}`,
      `,${resourceOf(ground, site, accelerator)},`,
    ]),
  );
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      ...parameterMap,
      labels: { [labels.quarter]: quarter },
      annotations: {
        'fleetwright/as-of': plan.asOf,
        'fleetwright/law-of': dateIn(plan, quarter),
        'fleetwright/rule-set': plan.ruleSet.hash,
      },
    },
    data: Object.fromEntries([
      ...devices,
      ...rulings.map((ruling) => [rulingKey(ruling), inWords(ruling, plan, ground)]),
    ]),
  };
}

/** The key under which the policy looks an answer up, made of the labels that a pod and its namespace carry. */
function rulingKey({ use, site, accelerator }: Pick<UseRuling, 'use' | 'site' | 'accelerator'>): string {
  return `${use}.${kubeName(site)}.${kubeName(accelerator)}`;
}

function resourceOf({ devices, scenario }: Ground, site: string, id: string): string {
  return deviceNameOf(devices, site, { id, vendor: scenario.accelerators.get(id)?.vendor ?? '' }).resource;
}

function inWords(ruling: UseRuling, plan: PlanFile, { scenario }: Ground): string {
  const { use, verdict, reason, rules, conditions } = ruling;
  const chip = scenario.accelerators.get(ruling.accelerator)?.name ?? ruling.accelerator;
  const site = scenario.sites.find(({ id }) => id === ruling.site)?.name ?? ruling.site;
  const known = `as of ${plan.asOf}`;
  const named = rules.length === 0 ? '' : `; rule ${rules.join(', ')}`;
  const text = isPermitted(verdict)
    ? `${answers.yes}: ${use} on ${chip} at ${site} (${verdict})${named}, ${known}${conditions.length === 0 ? '' : `; ${conditions.join('; ')}`}`
    : `${answers.no}: no ${use} on ${chip} at ${site} (${verdict})${named}, ${known}: ${reason}`;
  // The API server drops a message with line breaks, and a long one is not read.
  const line = text.replaceAll(/\s+/gu, ' ');
  return line.length <= 1000 ? line : `${line.slice(0, 999)}…`;
}
