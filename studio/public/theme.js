// Before the first paint, so that no flash of the other theme is seen.
document.documentElement.dataset.theme = localStorage.getItem('fleetwright.theme') ?? 'system';
