import type { Diagnostic } from '../../diagnostics/index.ts';
import type { Model, Offer } from '../entities.ts';
import { diagnose } from '../messages.ts';
import type { Check } from './context.ts';

/** Offers and models that contradict themselves. */
export const checkSense: Check = ({ catalog }) => [
  ...[...catalog.offers.values()].flatMap(offerSense),
  ...[...catalog.models.values()].flatMap(modelSense),
];

function offerSense(offer: Offer): readonly Diagnostic[] {
  const at = (field: string, message: string): Diagnostic =>
    diagnose('FW-CAT-0060', [offer.id, field], offer.price.span, `${offer.id} ${message}`);
  return [
    ...(offer.kind === 'lease' && offer.termQuarters === undefined
      ? [at('termQuarters', 'is a lease without a term')]
      : []),
    ...(offer.kind === 'purchase' && offer.termQuarters !== undefined
      ? [at('termQuarters', 'is a purchase with a term')]
      : []),
    ...(offer.price.value !== undefined && offer.price.value.amount <= 0
      ? [at('price', 'costs nothing')]
      : []),
    ...((offer.leadWeeks.value ?? 0) < 0 ? [at('leadWeeks', 'is delivered before it is ordered')] : []),
  ];
}

function modelSense(model: Model): readonly Diagnostic[] {
  const at = (field: string, message: string): Diagnostic =>
    diagnose('FW-CAT-0061', [model.id, field], model.parameters.span, `${model.id}: ${message}`);
  const { parameters, activeParameters, topK, experts, kvHeads, heads } = model;
  return [
    ...((activeParameters.value ?? 0) > (parameters.value ?? Infinity)
      ? [
          at(
            'activeParameters',
            `${activeParameters.written} parameters at work, of ${parameters.written} in all`,
          ),
        ]
      : []),
    ...(topK !== undefined && experts !== undefined && topK > experts
      ? [at('topK', `${topK} experts chosen, of ${experts} in all`)]
      : []),
    ...(kvHeads !== undefined && heads !== undefined && kvHeads > heads
      ? [at('kvHeads', `${kvHeads} key-value heads for ${heads} heads`)]
      : []),
  ];
}
