import type { MessageBook } from '../diagnostics/index.ts';

/** Diagnostics of what is handed to clusters: 06 Kueue (and Kubernetes objects at large), 07 admission policy, 08 AIBrix. */
export const clusterMessages = {
  'FW-HND-0601': {
    title: 'A kind that does not belong here',
    explain: 'The document is no object of the kinds and versions that this export holds.',
  },
  'FW-HND-0602': {
    title: 'An object twice',
    explain:
      'Two documents describe the same object of the same cluster; the later one would overwrite the other.',
  },
  'FW-HND-0603': {
    title: 'A name that leads nowhere',
    explain:
      'The object names another one that is not in the same bundle. Kueue would hold back all that depends on it.',
  },
  'FW-HND-0604': {
    title: 'A resource covered twice',
    explain:
      'A queue or cohort may cover a resource in one resource group only. All flavours that offer it under one name belong there.',
  },
  'FW-HND-0605': {
    title: 'A flavour listed twice',
    explain: 'A queue or cohort may list a flavour once, over all its resource groups.',
  },
  'FW-HND-0606': {
    title: 'Resources of a flavour differ from those covered',
    explain: 'Each flavour of a resource group has a quota for every covered resource, in the same order.',
  },
  'FW-HND-0607': {
    title: 'More lent than there is',
    explain: 'A lending limit may not exceed the nominal quota.',
  },
  'FW-HND-0608': {
    title: 'A limit without a cohort',
    explain: 'Borrowing and lending limits mean something only within a cohort.',
  },
  'FW-HND-0609': {
    title: 'Too many flavours or resources',
    explain:
      'At most 256 flavours and 256 covered resources over all groups, and 512 combinations in one group.',
  },
  'FW-HND-0610': {
    title: 'Cohorts in a circle',
    explain: 'A cohort cannot be its own ancestor.',
  },
  'FW-HND-0611': {
    title: 'Settings that contradict each other',
    explain: 'The schema of the object forbids this combination of fields.',
  },
  'FW-HND-0612': {
    title: 'A namespace the queue does not serve',
    explain:
      'The local queue stands in a namespace that its cluster queue does not select; nothing in it would be admitted.',
  },
  'FW-HND-0613': {
    title: 'A device without a name',
    explain:
      'The table of device names says nothing of this accelerator or its vendor. Add what `kubectl describe node` shows to catalog/device-names.yaml.',
  },
  'FW-HND-0614': {
    title: 'Changes that are not the changes',
    explain: "The list of changes is not what leads from one quarter's bundle to the next.",
  },
  'FW-HND-0701': {
    title: 'An expression that cannot be read',
    explain:
      'The expression is not CEL, uses a name that an admission policy does not have, or does not certainly give what the API server insists on: true or false for conditions and validations, text for messages.',
  },
  'FW-HND-0702': {
    title: 'The policy does not answer as its parameters say',
    explain:
      'A sample pod for this use, site and accelerator was let in although the parameters refuse it, or refused although they permit it.',
  },
  'FW-HND-0703': {
    title: 'A parameter that the policy cannot use',
    explain:
      'Keys are `use.site.accelerator` or `devices.site.accelerator`; values say permitted or refused, or name resources.',
  },
  'FW-HND-0704': {
    title: 'A policy that does not bind',
    explain:
      'The binding must name the policy and its parameters, deny and audit, and refuse where parameters are missing.',
  },
  'FW-HND-0801': {
    title: 'Replica bounds out of order',
    explain:
      'Minimum and maximum of an autoscaler, and of each of its schedules, must be in order, and schedules within the maximum.',
  },
  'FW-HND-0802': {
    title: 'Schedules overlap or end before they begin',
    explain: 'Schedules of one autoscaler may not overlap, and none crosses midnight.',
  },
  'FW-HND-0803': {
    title: 'A profile that cannot be read',
    explain:
      'Throughputs are one row per output length and one column per input length, requests per second, not negative.',
  },
  'FW-HND-0804': {
    title: 'A metric that is not its target',
    explain: 'The path of the metric must name the namespace and the deployment that the autoscaler scales.',
  },
  'FW-HND-0805': {
    title: 'A profile and no autoscaler',
    explain: 'Every scaled deployment has a profile under its own key, and every profile a deployment.',
  },
  'FW-HND-0901': {
    title: 'A job that would not work on every chunk',
    explain:
      'Completions must be the chunks of the sweep, each pod must take its own, the sweep must come from the ConfigMap and the chunks must go to a persistent volume.',
  },
} as const satisfies MessageBook;
