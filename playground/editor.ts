import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, isolateHistory } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { graphql, updateSchema } from 'cm6-graphql';
import type { GraphQLSchema } from 'graphql';

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.definitionKeyword, tags.bool, tags.null], color: 'var(--code-keyword)' },
  { tag: [tags.string], color: 'var(--code-string)' },
  { tag: [tags.number], color: 'var(--code-number)' },
  { tag: [tags.comment], color: 'var(--quiet)' },
  { tag: [tags.variableName, tags.propertyName, tags.attributeName], color: 'var(--code-name)' },
]);

const theme = EditorView.theme({
  '&': { backgroundColor: 'var(--back)', color: 'var(--text)', height: '100%' },
  '.cm-scroller': { fontFamily: 'var(--mono)', fontSize: '0.875rem' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-gutters': {
    backgroundColor: 'var(--back)',
    color: 'var(--quiet)',
    borderRight: '1px solid var(--line)',
  },
  '.cm-activeLine': { backgroundColor: 'var(--active)' },
  '&.cm-focused': { outline: '3px solid var(--link)', outlineOffset: '-3px' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, ::selection': {
    backgroundColor: 'var(--selected)',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--raised)',
    color: 'var(--text)',
    border: '1px solid var(--line)',
    maxWidth: '30rem',
  },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--link)',
    color: 'var(--back)',
  },
});

/** Tab leaves the editor, so that the keyboard is not caught in it. */
const shared: Extension = [
  theme,
  syntaxHighlighting(colours),
  bracketMatching(),
  foldGutter({ markerDOM: foldMark }),
];

function foldMark(isOpen: boolean): HTMLElement {
  const mark = document.createElement('span');
  mark.textContent = isOpen ? '▾' : '▸';
  return mark;
}

export interface QueryEditor {
  element: HTMLElement;
  text(): string;
  replace(text: string): void;
  useSchema(schema: GraphQLSchema): void;
}

export function queryEditor(
  start: string,
  {
    label,
    onChange,
    onRun,
    onDocs,
  }: { label: string; onChange: () => void; onRun: () => void; onDocs: (type: string) => void },
): QueryEditor {
  const view = new EditorView({
    state: EditorState.create({
      doc: start,
      extensions: [
        keymap.of([
          {
            key: 'Mod-Enter',
            run: () => {
              onRun();
              return true;
            },
          },
        ]),
        lineNumbers(),
        history(),
        indentOnInput(),
        closeBrackets(),
        autocompletion(),
        highlightActiveLine(),
        shared,
        graphql(undefined, { onShowInDocs: (_field, type, parent) => onDocs(type ?? parent ?? '') }),
        keymap.of([
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...defaultKeymap,
          ...historyKeymap,
          ...foldKeymap,
          ...lintKeymap,
        ]),
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
        EditorView.updateListener.of((update) => update.docChanged && onChange()),
      ],
    }),
  });
  return {
    element: view.dom,
    text: () => view.state.doc.toString(),
    replace: (text) =>
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: text },
        // Undo brings back what was typed just before.
        annotations: isolateHistory.of('full'),
      }),
    useSchema: (schema) => updateSchema(view, schema),
  };
}

/** A text in JSON that can be read, folded and copied. It shows only the lines in sight, however long it is. */
export function jsonView(text: string, label: string): HTMLElement {
  return new EditorView({
    state: EditorState.create({
      doc: text,
      extensions: [
        json(),
        shared,
        EditorState.readOnly.of(true),
        EditorView.lineWrapping,
        keymap.of([...defaultKeymap, ...foldKeymap]),
        EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true', tabindex: '0' }),
      ],
    }),
  }).dom;
}
