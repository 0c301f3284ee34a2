// Stands in for forms that are never written as a page.
export {};
