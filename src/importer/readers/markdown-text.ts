import type { Node, RootContent } from 'mdast';
import type { Dropped } from '../block.ts';
import { alignRuns, type Run, textOfRuns } from '../runs.ts';
import { lineBreak } from './pieces.ts';

const struck = /^<(\/?)(?:del|s|strike)\b/i;

/** Reads the text of one passage of Markdown, and where in the file each part of it stands. */
export class MarkdownText {
  readonly runs: Run[] = [];
  readonly dropped: Dropped[] = [];
  /** How many characters at its beginning are bold. */
  bold = 0;
  private length = 0;
  private isOnlyBold = true;
  private struckDepth = 0;
  private readonly text: string;
  private readonly start: number;

  constructor(text: string, start: number) {
    this.text = text;
    this.start = start;
  }

  /** A line break before the next paragraph of an item. */
  separate(node: RootContent): void {
    const { from } = this.placeOf(node);
    this.add([{ from, to: from, text: lineBreak }], false);
  }

  read(node: RootContent, isBold = false): void {
    switch (node.type) {
      case 'text':
      case 'inlineCode':
      case 'code':
        this.addText(node, node.value, isBold);
        return;
      case 'break':
        this.addBreak(node);
        return;
      case 'html':
        if (/^<br\b/i.test(node.value)) this.addBreak(node);
        else if (struck.test(node.value)) this.struckDepth += struck.exec(node.value)?.[1] ? -1 : 1;
        return;
      case 'image':
      case 'imageReference':
        if (node.alt) this.drop(node, node.alt, 'the description of an image');
        return;
      case 'delete':
        this.struckDepth += 1;
        for (const child of node.children) this.read(child, isBold);
        this.struckDepth -= 1;
        return;
      default:
        if (!('children' in node)) return;
        for (const child of node.children) this.read(child, isBold || node.type === 'strong');
    }
  }

  private addText(node: Node, value: string, isBold: boolean): void {
    const { from, to } = this.placeOf(node);
    if (this.struckDepth > 0) {
      this.drop(node, value, 'struck through');
      return;
    }
    this.add(alignRuns(this.text.slice(from, to), from, value), isBold);
  }

  private addBreak(node: Node): void {
    this.add([{ ...this.placeOf(node), text: lineBreak }], this.isOnlyBold);
  }

  private add(runs: readonly Run[], isBold: boolean): void {
    this.runs.push(...runs);
    const text = textOfRuns(runs);
    this.length += text.length;
    if (!isBold && text.trim() !== '') this.isOnlyBold = false;
    if (this.isOnlyBold && text.trim() !== '') this.bold = this.length;
  }

  private drop(node: Node, text: string, reason: string): void {
    this.dropped.push({ ...this.placeOf(node), text, reason });
  }

  private placeOf({ position }: Node): { from: number; to: number } {
    return {
      from: this.start + (position?.start.offset ?? 0),
      to: this.start + (position?.end.offset ?? 0),
    };
  }
}
