/** Words that FOCUS 1.4 allows, as far as a plan writes or checks them. Source: the specification's column pages. */
export const focusValues = {
  category: ['Spend', 'Usage'],
  status: ['Proposed', 'Pending', 'Active', 'Exhausted', 'Expired', 'Canceled', 'Superseded'],
  benefit: ['Discount', 'Monetary Pool', 'Availability', 'Other'],
  model: ['Continuous', 'Discontinuous'],
  offer: ['Public', 'Negotiated'],
  paymentModel: ['No Upfront', 'Partial Upfront', 'All Upfront'],
  paymentInterval: ['One-Time', 'Monthly', 'Quarterly', 'Semi-Annual', 'Annual', 'Custom'],
  fulfillmentInterval: [
    'Hourly',
    'Daily',
    'Weekly',
    'Monthly',
    'Quarterly',
    'Semi-Annual',
    'Annual',
    'Full Commitment Period',
    'Transactional',
    'Custom',
  ],
  chargeCategory: ['Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment'],
  chargeClass: ['Correction'],
  chargeFrequency: ['One-Time', 'Recurring', 'Usage-Based'],
} as const;

/** Service subcategories a plan writes, each with its one parent category. */
export const serviceCategories: Readonly<Record<string, string>> = {
  'Virtual Machines': 'Compute',
  'Other (Compute)': 'Compute',
  'Network Infrastructure': 'Networking',
  Support: 'Management and Governance',
  'Other (Other)': 'Other',
};
