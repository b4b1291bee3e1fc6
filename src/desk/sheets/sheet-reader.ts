import type { Problem } from '../../content/pack/content-error.ts';
import { suggestion } from '../../content/pack/known-keys.ts';
import type { Path } from '../../content/pack/yaml-file.ts';
import {
  type Column,
  columnsOf,
  isChosen,
  isLabel,
  type LabelLanguage,
  sheetLabels,
  shownChoice,
  spread,
} from './layout.ts';
import { cellName, type Sheet, type SheetName, sheetNames } from './sheet.ts';

const notRead = 'this text has no title beside or above it, and is not read; move or remove it';

/** A cell that fills a field. */
interface Place {
  sheet: string;
  row: number;
  column: number;
}

/** Where each field of the content stands in the sheets. */
export class Places {
  private readonly places = new Map<string, Place>();

  set(path: Path, place: Place): void {
    this.places.set(path.join('\0'), place);
  }

  /** The cell of a field; for one without a cell, that of its nearest parent. */
  find(path: Path): Place {
    for (let length = path.length; length > 0; length--) {
      const found = this.places.get(path.slice(0, length).join('\0'));
      if (found) return found;
    }
    return { sheet: 'About', row: 1, column: 1 };
  }
}

/** One row: the text of each field, and the cell it is in. */
export interface RowReader {
  row: number;
  text(field: string): string;
  /** The texts of a field in its languages; undefined where there is none. */
  localised(field: string): Record<string, string> | undefined;
  list(field: string): string[];
  /** A value of a drop-down list; undefined where the cell is empty or was a mistake. */
  choice(field: string): string | undefined;
  /** The same, where the cell may not be empty. */
  demandedChoice(field: string): string | undefined;
  place(field: string): Place;
  problem(field: string, message: string): void;
}

function columnOf<C extends Column>(columns: readonly C[], label: string): C | undefined {
  return columns.find((one) => isLabel(one.label, label));
}

/** Whether most titles of a sheet are those of some columns. */
function hasColumns({ rows }: Sheet, columns: readonly Column[]): boolean {
  const titles = (rows[0] ?? []).filter((label) => label !== '');
  return titles.filter((label) => columnOf(spread(columns), label)).length > titles.length / 2;
}

/** Reads the sheets of one file, and collects what is wrong in them. */
export class SheetReader {
  readonly problems: Problem[] = [];

  constructor(
    private readonly file: string,
    private readonly sheets: readonly Sheet[],
  ) {}

  problem({ sheet, row, column }: Place, message: string): void {
    const place = `${sheet}!${cellName(row, column)}`;
    this.problems.push({ file: this.file, line: row, field: '', message, place });
  }

  find(name: SheetName): Sheet | null {
    return this.sheets.find((sheet) => isLabel(sheetLabels[name], sheet.name)) ?? null;
  }

  /** The language in which most sheets are named; messages name sheets, columns and values in it. */
  private get lang(): LabelLanguage {
    const inSwedish = sheetNames.filter((name) =>
      this.sheets.some((sheet) => sheet.name === sheetLabels[name].sv),
    );
    return inSwedish.length > sheetNames.length / 2 ? 'sv' : 'en';
  }

  /** What a sheet is called in this file. */
  nameOf = (name: SheetName): string => sheetLabels[name][this.lang];

  /** What a value is called in the lists of this file. */
  choiceName = (value: string): string => shownChoice(value, this.lang);

  /** The rows of a sheet whose first row names the columns. Empty rows are left out. */
  rows(name: SheetName, columns: readonly Column[], required: readonly string[]): RowReader[] {
    const sheet = this.find(name);
    if (!sheet) {
      if (required.length > 0)
        this.problem(
          { sheet: this.nameOf(name), row: 1, column: 1 },
          `the sheet ${this.nameOf(name)} is missing; add it`,
        );
      return [];
    }
    const all = spread(columns);
    const labels = sheet.rows[0] ?? [];
    const indexes = new Map<string, number>();
    for (const [index, label] of labels.entries()) {
      if (label === '') continue;
      const column = columnOf(all, label);
      const place = { sheet: sheet.name, row: 1, column: index + 1 };
      if (!column) {
        const advice = suggestion(
          label,
          all.map((one) => one.label[this.lang]),
        );
        this.problem(place, `“${label}” is not a column of this sheet; ${advice}. Correct or remove it`);
      } else if (indexes.has(column.label.en)) this.problem(place, `“${label}” is there twice; keep one`);
      else indexes.set(column.label.en, index);
    }
    this.doubtUntitled(sheet, labels);
    for (const column of columns) {
      if (
        required.includes(column.field) &&
        !all.some((one) => one.field === column.field && indexes.has(one.label.en))
      )
        this.problem(
          { sheet: sheet.name, row: 1, column: 1 },
          `the column ${column.label[this.lang]} is missing; add it`,
        );
    }
    return sheet.rows.flatMap((cells, index) => {
      if (index === 0 || cells.every((text) => text === '')) return [];
      return [
        this.row(sheet.name, index + 1, columns, (label) => {
          const at = indexes.get(label);
          return at === undefined ? null : { text: cells[at] ?? '', column: at + 1, row: index + 1 };
        }),
      ];
    });
  }

  /** The sheet whose first column names the fields and whose second holds them, as one row. */
  fields(name: SheetName, columns: readonly Column[]): RowReader {
    const sheet = this.find(name);
    const own = this.nameOf(name);
    if (!sheet) this.problem({ sheet: own, row: 1, column: 1 }, `the sheet ${own} is missing; add it`);
    const all = spread(columns);
    const found = new Map<string, { text: string; row: number; column: number }>();
    for (const [index, [label = '', text = '', , ...others]] of (sheet?.rows ?? []).entries()) {
      if (index === 0) continue;
      const at = { sheet: sheet?.name ?? own, row: index + 1 };
      const beside = others.findIndex((one) => one !== '');
      if (beside >= 0) this.problem({ ...at, column: beside + 4 }, notRead);
      if (label === '' && text !== '') this.problem({ ...at, column: 2 }, notRead);
      if (label === '') continue;
      const column = columnOf(all, label);
      if (column && found.has(column.label.en))
        this.problem({ ...at, column: 1 }, `“${label}” is there twice; keep one`);
      else if (column) found.set(column.label.en, { text, row: index + 1, column: 2 });
      else {
        const advice = suggestion(
          label,
          all.map((one) => one.label[this.lang]),
        );
        const place = { sheet: sheet?.name ?? own, row: index + 1, column: 1 };
        this.problem(place, `“${label}” is not a field of this sheet; ${advice}. Correct or remove it`);
      }
    }
    return this.row(sheet?.name ?? own, 1, columns, (label) => found.get(label) ?? null);
  }

  /** Names the sheets with text that are not sheets of a compass, such as one that was renamed. */
  doubtUnknownSheets(): void {
    const known = new Set<Sheet | null>(sheetNames.map((name) => this.find(name)));
    for (const sheet of this.sheets) {
      const { name, rows } = sheet;
      if (known.has(sheet) || rows.flat().every((text) => text === '')) continue;
      const missing = sheetNames.filter((one) => this.find(one) === null);
      const meant = missing.find((one) => one !== 'About' && hasColumns(sheet, columnsOf[one]));
      const advice = meant
        ? `its columns are those of ${this.nameOf(meant)}: rename it`
        : 'rename it to one of them';
      this.problem(
        { sheet: name, row: 1, column: 1 },
        `the sheet “${name}” is none of ${sheetNames.map(this.nameOf).join(', ')}, and is not read; ${advice}, or remove it`,
      );
    }
  }

  /** A column without a title is read by nobody. */
  private doubtUntitled(sheet: Sheet, labels: readonly string[]): void {
    const width = Math.max(...sheet.rows.map((cells) => cells.length));
    for (let index = 0; index < width; index += 1) {
      if ((labels[index] ?? '') !== '') continue;
      const row = sheet.rows.findIndex((cells) => (cells[index] ?? '') !== '');
      if (row > 0) this.problem({ sheet: sheet.name, row: row + 1, column: index + 1 }, notRead);
    }
  }

  private row(
    sheet: string,
    row: number,
    columns: readonly Column[],
    cellOf: (label: string) => { text: string; row: number; column: number } | null,
  ): RowReader {
    const columnsFor = (field: string) => spread(columns).filter((column) => column.field === field);
    const text = (field: string) => cellOf(columnsFor(field)[0]?.label.en ?? '')?.text ?? '';
    const place = (field: string): Place => {
      const cells = columnsFor(field).map(({ label }) => cellOf(label.en));
      const cell = cells.find((one) => one !== null && one.text !== '') ?? cells.find((one) => one !== null);
      return { sheet, row: cell?.row ?? row, column: cell?.column ?? 1 };
    };
    const problem = (field: string, message: string) => this.problem(place(field), message);
    const choicesFor = (field: string) => columnsFor(field)[0]?.choices ?? [];
    const shownChoices = (field: string) => choicesFor(field).map((value) => shownChoice(value, this.lang));
    const choice = (field: string): string | undefined => {
      const written = text(field);
      if (written === '') return undefined;
      const value = choicesFor(field).find((one) => isChosen(one, written));
      if (value === undefined) {
        const shown = shownChoices(field);
        const advice = suggestion(written.toLowerCase(), shown);
        problem(field, `“${written}” is not one of ${shown.join(', ')}; ${advice}`);
      }
      return value;
    };
    return {
      row,
      text,
      place,
      problem,
      localised(field) {
        const texts = columnsFor(field).flatMap(({ label, language }) => {
          const found = cellOf(label.en)?.text ?? '';
          return language !== null && found !== '' ? [[language, found] as const] : [];
        });
        return texts.length > 0 ? Object.fromEntries(texts) : undefined;
      },
      list: (field) =>
        text(field)
          .split(/[,;\n]/)
          .map((one) => one.trim())
          .filter((one) => one !== ''),
      choice,
      demandedChoice(field) {
        if (text(field) === '') problem(field, `is empty; choose one of ${shownChoices(field).join(', ')}`);
        return choice(field);
      },
    };
  }
}
