// Stands in for sentences of stages that predicting has no part in.
export {};
