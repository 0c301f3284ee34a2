// Stands in for sentences of stages that predicting has no part in, and for forms that are never written as a page.
export {};
