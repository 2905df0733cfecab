import { describe, expect, test } from 'vitest';
import type { DeviceNames } from '../device-names.ts';
import { admitterOf, type PolicySpec } from './admit.ts';
import { admissionPolicy } from './policy.ts';

const reason = 'for this test';
const devices: DeviceNames = {
  vendors: { nvidia: { resource: 'nvidia.com/gpu', reason } },
  chips: { big: { resource: 'huawei.com/Ascend910C', devicesPerAccelerator: 2, reason } },
  sites: { south: { big: { resource: 'example.com/npu', reason } } },
};
const [policy] = admissionPolicy(devices);
const admitter = admitterOf(policy?.spec as PolicySpec);

const parameters = {
  data: {
    'devices.north.big': ',huawei.com/Ascend910C,',
    'training.north.big':
      'refused: no training on big at north (denied); rule r-1, as of 2025-01-20: because',
    'inference.north.big': 'permitted: inference on big at north (allowed), as of 2025-01-20',
  },
};

const selector = {
  'fleetwright/accelerator': 'big',
  'fleetwright/site': 'north',
  'fleetwright/uses': 'inference',
};
const asks = { limits: { 'huawei.com/Ascend910C': '8', cpu: '4' } };
const pod = (spec: object = {}): unknown => ({
  spec: { nodeSelector: selector, containers: [{ name: 'main', resources: asks }], ...spec },
});
const serving = { metadata: { name: 'n', labels: { 'fleetwright/use': 'inference' } } };
const training = { metadata: { name: 'n', labels: { 'fleetwright/use': 'training' } } };
const gates = [{ name: 'kueue.x-k8s.io/admission' }];

function ask(
  object: unknown,
  more: { namespaceObject?: unknown; params?: unknown; oldObject?: unknown } = {},
) {
  const operation = more.oldObject === undefined ? 'CREATE' : 'UPDATE';
  return admitter.admit({ operation, object, namespaceObject: serving, params: parameters, ...more });
}

const left = { judged: false, allowed: true, messages: [] };
const letIn = { judged: true, allowed: true, messages: [] };
const refused = (message: string | RegExp) => ({
  judged: true,
  allowed: false,
  messages: expect.arrayContaining([expect.stringMatching(message)]),
});

describe('the admission policy', () => {
  test('lets in what is permitted', () => expect(ask(pod())).toEqual(letIn));

  test('refuses what is not, in the words of the rule', () => {
    const object = pod({ nodeSelector: { ...selector, 'fleetwright/uses': 'inference-training' } });
    expect(ask(object, { namespaceObject: training })).toEqual({
      judged: true,
      allowed: false,
      messages: [parameters.data['training.north.big']],
    });
  });

  test.each([
    ['asks for no accelerator', { containers: [{ name: 'main' }] }],
    [
      'asks for processors and memory',
      { containers: [{ name: 'main', resources: { limits: { cpu: '4', memory: '1Gi' } } }] },
    ],
    ['is held by a gate', { schedulingGates: gates }],
  ])('leaves a pod alone that %s', (_, spec) => {
    expect(ask(pod(spec), { namespaceObject: { metadata: { name: 'n' } } })).toEqual(left);
  });

  test.each([
    ['names no place', { nodeSelector: {} }, 'does not say where it runs'],
    ['has no selector at all', { nodeSelector: undefined }, 'does not say where it runs'],
    [
      'names a place nobody knows',
      { nodeSelector: { ...selector, 'fleetwright/site': 'moon' } },
      'nothing is known of inference.moon.big',
    ],
    [
      'would run on machines for another use',
      { nodeSelector: { ...selector, 'fleetwright/uses': 'training' } },
      'permitted for training only',
    ],
    [
      'asks for devices of another maker',
      { containers: [{ name: 'main', resources: { limits: { 'nvidia.com/gpu': '8' } } }] },
      'another kind',
    ],
    [
      'asks for them in a container that comes first',
      {
        containers: [{ name: 'main' }],
        initContainers: [{ name: 'first', resources: { limits: { 'nvidia.com/gpu': '1' } } }],
      },
      'another kind',
    ],
    [
      'claims devices without saying where',
      { nodeSelector: {}, containers: [{ name: 'main' }], resourceClaims: [{ name: 'npu' }] },
      'does not say where it runs',
    ],
    [
      'asks for a device name of one site',
      {
        nodeSelector: {},
        containers: [{ name: 'main', resources: { requests: { 'example.com/npu': '1' } } }],
      },
      'does not say where it runs',
    ],
  ])('refuses a pod that %s', (_, spec, message) => {
    expect(ask(pod(spec))).toEqual(refused(message));
  });

  test('refuses what runs in a namespace that does not say its use', () => {
    expect(ask(pod(), { namespaceObject: { metadata: { name: 'n', labels: {} } } })).toEqual(
      refused('does not say whether'),
    );
    expect(ask(pod(), { namespaceObject: { metadata: { name: 'n' } } })).toEqual(
      refused('does not say whether'),
    );
    const odd = { metadata: { name: 'n', labels: { 'fleetwright/use': 'mining' } } };
    expect(ask(pod(), { namespaceObject: odd })).toEqual(refused('does not say whether'));
  });

  test.each([{}, { data: {} }])('refuses everything where the parameters are empty', (params) => {
    expect(ask(pod(), { params })).toEqual(refused('unknown counts as no'));
  });

  test('judges a pod when its last gate is removed, and never again', () => {
    const held = pod({ schedulingGates: gates, nodeSelector: undefined });
    expect(ask(held)).toEqual(left);
    expect(ask(pod(), { oldObject: held })).toEqual(letIn);
    expect(ask(pod({ nodeSelector: undefined }), { oldObject: held })).toEqual(refused('does not say where'));
    expect(ask(held, { oldObject: held })).toEqual(left);
    // What runs can be changed and removed whatever the law has become.
    expect(ask(pod(), { oldObject: pod(), namespaceObject: training })).toEqual(left);
  });

  test('refuses what it cannot work out', () => {
    expect(ask({ spec: 'nonsense' })).toMatchObject({ allowed: false });
  });
});
