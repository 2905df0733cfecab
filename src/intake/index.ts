export type { Delivery, FleetEntry, Intake, ReadFrom, ServedLoad, SpendRow } from './types.ts';
