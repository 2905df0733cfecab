import { describe, expect, test } from 'vitest';
import { deviceNameOf, devicesOf, readDeviceNames } from './device-names.ts';

const text = `
vendors:
  huawei: { resource: huawei.com/Ascend910, reason: by vendor }
chips:
  huawei-ascend910c: { resource: huawei.com/Ascend910C, devicesPerAccelerator: 2, reason: by chip }
sites:
  datong:
    huawei-ascend910c: { resource: huawei.com/npu, devicesPerAccelerator: 1, reason: by site }
`;

describe('device names', () => {
  const { names, diagnostics } = readDeviceNames('device-names.yaml', text);
  if (names === undefined) throw new Error('not read');
  const nameOf = (site: string, id: string, vendor: string): string =>
    deviceNameOf(names, site, { id, vendor }).resource;

  test('the site counts before the chip, the chip before its vendor', () => {
    expect(diagnostics).toEqual([]);
    expect(nameOf('datong', 'huawei-ascend910c', 'huawei')).toBe('huawei.com/npu');
    expect(nameOf('west', 'huawei-ascend910c', 'huawei')).toBe('huawei.com/Ascend910C');
    expect(nameOf('west', 'huawei-ascend910a', 'huawei')).toBe('huawei.com/Ascend910');
  });

  test('what the table does not know gets a name that no node offers', () => {
    expect(nameOf('west', 'seedchip', 'bytedance')).toBe('unnamed.fleetwright/seedchip');
  });

  test('a package of two dies is two devices, and half a device is none', () => {
    const two = deviceNameOf(names, 'west', { id: 'huawei-ascend910c', vendor: 'huawei' });
    expect(devicesOf(384, two)).toBe(768);
    const one = deviceNameOf(names, 'west', { id: 'huawei-ascend910a', vendor: 'huawei' });
    expect([devicesOf(7.9999999, one), devicesOf(7.9, one), devicesOf(0, one)]).toEqual([8, 7, 0]);
  });

  test.each([
    [
      'a name without a domain',
      'vendors: { a: { resource: gpu, reason: r } }\nchips: {}\nsites: {}',
      'FW-READ-0014',
    ],
    ['no reason', 'vendors: { a: { resource: a.com/gpu } }\nchips: {}\nsites: {}', 'FW-READ-0011'],
    [
      'half a device',
      'vendors: {}\nchips: { a: { resource: a.com/gpu, devicesPerAccelerator: 0.5, reason: r } }\nsites: {}',
      'FW-READ-0012',
    ],
    [
      'a misspelt key',
      'vendors: { a: { ressource: a.com/gpu, reason: r } }\nchips: {}\nsites: {}',
      'FW-READ-0010',
    ],
    ['no YAML', 'vendors: {', 'FW-READ-0003'],
  ])('%s is refused', (_, written, code) => {
    const read = readDeviceNames('device-names.yaml', written);
    expect(read.names).toBeUndefined();
    expect(read.diagnostics.map((one) => one.code)).toContain(code);
  });
});
