export type { Awaitable, ExportContext, ExportedFile, ExportFormat } from './format.ts';
export { formats } from './formats.ts';
export { handoffMessages } from './messages.ts';
export { replicaMetrics } from './aibrix/index.ts';
export { readDeviceNames } from './device-names.ts';
export type { DeviceName, DeviceNames } from './device-names.ts';
export type { Ground, GroundedFormat } from './ground.ts';
export { groundedFormats } from './grounded-formats.ts';
