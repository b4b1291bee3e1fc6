/** So many requests in any window of so many seconds. */
export interface BudgetLimit {
  limit: number;
  windowSeconds: number;
}
