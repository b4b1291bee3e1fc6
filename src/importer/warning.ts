/** Something in an original that an editor should check; it does not stop the import. */
export interface Warning {
  file: string;
  line: number;
  message: string;
}
