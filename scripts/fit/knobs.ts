import { efficiencyByName } from '../../src/performance/efficiency.ts';
import { trainingReach } from '../../src/performance/training-reach.ts';

/** A number to fit: where it stands, and the most it may become. */
export interface Knob {
  readonly name: string;
  readonly get: () => number;
  readonly set: (value: number) => void;
  readonly most: number;
}

/** Parts of a peak: none reaches more. */
const parts =
  /(?:compute|memory|kvMemory|prefillAttention|between|grouped|linkNear|sustained|Attention|linkFar|Overlap)$/u;

function knob(owner: object, name: string, ...path: readonly [string, string?]): Knob {
  const [field, inner] = path;
  const most = parts.test(inner ?? field) ? 0.97 : Infinity;
  if (inner === undefined) {
    return {
      name,
      get: () => Number(Reflect.get(owner, field)),
      set: (value) => Reflect.set(owner, field, value),
      most,
    };
  }
  return {
    name,
    get: () => Number(Reflect.get(Object(Reflect.get(owner, field)), inner)),
    set: (value) => Reflect.set(owner, field, { ...Object(Reflect.get(owner, field)), [inner]: value }),
    most,
  };
}

const ofFormats = ['wide', 'narrow', 'quarter'].flatMap((format) =>
  ['compute', 'memory', 'unhidden'].map((part): readonly [string, string] => [format, part]),
);
const ofClasses = [
  'kvMemory',
  'prefillAttention',
  'between',
  'grouped',
  'kernel',
  'attention',
  'moeLayer',
  'step',
  'request',
  'launch',
  'launchMoe',
  'collectiveNear',
  'collectiveDoubling',
  'linkNear',
];
const trainedClasses = [
  'NVIDIA Hopper',
  'NVIDIA Blackwell',
  'NVIDIA Ampere or Ada',
  'Huawei Ascend',
  'AMD Instinct',
];
/** What is fitted of a class of chips; of `training` what it reaches beside its operators, and for how long chips keep their clocks. */
export function knobsOf(name: string): readonly Knob[] {
  return name === 'training'
    ? [
        ...Object.keys(trainingReach).map((field) => knob(trainingReach, field, field)),
        ...trainedClasses.map((one) => knob(efficiencyByName(one), `${one} sustained`, 'sustained')),
      ]
    : [
        ...ofFormats.map(([format, part]) => knob(efficiencyByName(name), `${format}.${part}`, format, part)),
        ...ofClasses.map((field) => knob(efficiencyByName(name), field, field)),
      ];
}
