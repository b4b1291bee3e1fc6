/** At most `limit` requests in any window of `windowSeconds`. */
export interface BudgetLimit {
  limit: number;
  windowSeconds: number;
}
