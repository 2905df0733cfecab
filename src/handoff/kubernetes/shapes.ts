import { z } from 'zod';

const dnsLabelPattern = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const subdomainPattern = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const labelKeyPattern =
  /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** Name of a namespace or local queue: a DNS label. */
export const dnsLabel = z.string().max(63).regex(dnsLabelPattern, 'lower-case letters, digits and hyphens');

/** Name of most objects: a DNS subdomain. */
export const dnsSubdomain = z
  .string()
  .max(253)
  .regex(subdomainPattern, 'lower-case letters, digits, hyphens and dots');

/** Key of a label, taint or resource: a name with an optional domain. */
export const qualifiedName = z.string().max(317).regex(labelKeyPattern, 'a name like `nvidia.com/gpu`');

const labelValue = z
  .string()
  .max(63)
  .regex(
    /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/,
    'a label value: letters, digits, hyphens, dots, underscores',
  );

/** Labels, as objects and nodes carry them. */
export const labelMap = z.record(qualifiedName, labelValue);

const common = { labels: labelMap.optional(), annotations: z.record(qualifiedName, z.string()).optional() };

/** Metadata of an object of the whole cluster. */
export const clusterMetadata = z.strictObject({ name: dnsSubdomain, ...common });

/** Metadata of an object in a namespace. */
export const namespacedMetadata = z.strictObject({ name: dnsSubdomain, namespace: dnsLabel, ...common });

/** A whole number of 32 bits. */
export const int32 = z.number().int().min(-2147483648).max(2147483647);
