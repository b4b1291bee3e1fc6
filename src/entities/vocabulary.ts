import { registerEnumType } from 'type-graphql';

export enum Basis {
  STATED = 'STATED',
  INFERRED = 'INFERRED',
  EXTERNAL = 'EXTERNAL',
}
registerEnumType(Basis, {
  name: 'Basis',
  description: 'How a fact is known.',
  valuesConfig: {
    STATED: { description: 'The document states it.' },
    INFERRED: { description: 'An editor concluded it from the document.' },
    EXTERNAL: { description: 'It comes from another source.' },
  },
});

export enum Access {
  FULL = 'FULL',
  EXCERPT = 'EXCERPT',
}
registerEnumType(Access, {
  name: 'Access',
  description: 'How much of a document may be shown.',
  valuesConfig: {
    FULL: { description: 'The whole text.' },
    EXCERPT: { description: 'Facts, headings, quotes, summaries and the link; no running text.' },
  },
});

export enum ParticipationStatus {
  ANSWERED = 'ANSWERED',
  NO_POSITION = 'NO_POSITION',
  DECLINED = 'DECLINED',
  NO_RESPONSE = 'NO_RESPONSE',
}
registerEnumType(ParticipationStatus, {
  name: 'ParticipationStatus',
  description: 'Whether a party took part in a questionnaire.',
  valuesConfig: {
    ANSWERED: { description: 'Answered the questions.' },
    NO_POSITION: { description: 'Replied that it has no policy of its own.' },
    DECLINED: { description: 'Said that it would not take part.' },
    NO_RESPONSE: { description: 'Never replied.' },
  },
});

export enum QuestionKind {
  NAMED_PERSON = 'NAMED_PERSON',
  OPEN = 'OPEN',
  PROPOSITION = 'PROPOSITION',
}
registerEnumType(QuestionKind, {
  name: 'QuestionKind',
  description: 'What a question asks for.',
  valuesConfig: {
    NAMED_PERSON: { description: 'A responsible person.' },
    OPEN: {
      description: 'An answer in the party’s own words. There is no proposition to support or oppose.',
    },
    PROPOSITION: { description: 'A view on a proposition, so that positions have a stance.' },
  },
});

export enum PositionStatus {
  ANSWERED = 'ANSWERED',
  NO_POSITION = 'NO_POSITION',
  DECLINED = 'DECLINED',
  NO_RESPONSE = 'NO_RESPONSE',
  NOT_SHOWN = 'NOT_SHOWN',
}
registerEnumType(PositionStatus, {
  name: 'PositionStatus',
  description: 'Whether there is an answer. What it says is `stance`.',
  valuesConfig: {
    ANSWERED: { description: 'The party answered the question.' },
    NO_POSITION: { description: 'The party replied that it has no policy or proposal.' },
    DECLINED: { description: 'The party said that it would not take part.' },
    NO_RESPONSE: { description: 'The association notes that no reply came.' },
    NOT_SHOWN: { description: 'The document leaves the party out for this question.' },
  },
});

export enum Stance {
  SUPPORTS = 'SUPPORTS',
  CONDITIONAL = 'CONDITIONAL',
  OPPOSES = 'OPPOSES',
  REDIRECTS = 'REDIRECTS',
  NOT_ASSESSED = 'NOT_ASSESSED',
  NONE = 'NONE',
}
registerEnumType(Stance, {
  name: 'Stance',
  description: 'An editor’s reading of an answer to a proposition; never computed.',
  valuesConfig: {
    SUPPORTS: { description: 'For the proposition.' },
    CONDITIONAL: { description: 'For it, with stated conditions.' },
    OPPOSES: { description: 'Against it.' },
    REDIRECTS: { description: 'Answers with another measure than the one asked about.' },
    NOT_ASSESSED: { description: 'There is an answer, and no editor has read its stance yet.' },
    NONE: { description: 'No stance: the question is no proposition, or there is no answer.' },
  },
});

export enum MissingKind {
  STANCE = 'STANCE',
  RATIONALE = 'RATIONALE',
  SUMMARY = 'SUMMARY',
  TRANSLATION = 'TRANSLATION',
}
registerEnumType(MissingKind, {
  name: 'MissingKind',
  description: 'What editors have not written yet.',
  valuesConfig: {
    STANCE: { description: 'There is an answer to a proposition, and its stance is NOT_ASSESSED.' },
    RATIONALE: { description: 'There is a stance, and no reason for it.' },
    SUMMARY: { description: 'There is an answer, and no summary of it.' },
    TRANSLATION: {
      description:
        'A text is not in English, or not in a language that other texts of the questionnaire have.',
    },
  },
});

export enum QuoteKind {
  SPOKEN = 'SPOKEN',
  DOCUMENT = 'DOCUMENT',
  HYPOTHETICAL = 'HYPOTHETICAL',
}
registerEnumType(QuoteKind, {
  name: 'QuoteKind',
  description: 'The type of a quote.',
  valuesConfig: {
    SPOKEN: { description: 'What somebody said.' },
    DOCUMENT: { description: 'Words of another text.' },
    HYPOTHETICAL: { description: 'What somebody might say; nobody has said it.' },
  },
});

export enum PointKind {
  BENEFIT = 'BENEFIT',
  USE = 'USE',
  DATA_CATEGORY = 'DATA_CATEGORY',
  DATA_GAP = 'DATA_GAP',
  OBSTACLE = 'OBSTACLE',
  MEASURE = 'MEASURE',
  RESPONSIBILITY = 'RESPONSIBILITY',
  ACTION = 'ACTION',
  REMARK = 'REMARK',
}
registerEnumType(PointKind, {
  name: 'PointKind',
  description: 'What a list of an article is about.',
  valuesConfig: {
    BENEFIT: { description: 'What something is good for.' },
    USE: { description: 'What something can be used for.' },
    DATA_CATEGORY: { description: 'A category of data that the article mentions.' },
    DATA_GAP: { description: 'Data that is missing.' },
    OBSTACLE: { description: 'An obstacle.' },
    MEASURE: { description: 'What would help.' },
    RESPONSIBILITY: { description: 'Who should act, and how.' },
    ACTION: { description: 'An action that must be taken.' },
    REMARK: { description: 'A remark that is printed as an entry of the list.' },
  },
});

export enum GapStatus {
  MISSING = 'MISSING',
  PARTLY_OPEN = 'PARTLY_OPEN',
  OPEN = 'OPEN',
}
registerEnumType(GapStatus, {
  name: 'GapStatus',
  description: 'Whether data that the association asks for has become open; set by editors.',
  valuesConfig: {
    MISSING: { description: 'Not available as open data.' },
    PARTLY_OPEN: { description: 'Some of it is open.' },
    OPEN: { description: 'It is open.' },
  },
});

export enum PlaceKind {
  COUNTRY = 'COUNTRY',
  COUNTY = 'COUNTY',
  MUNICIPALITY = 'MUNICIPALITY',
  REGION = 'REGION',
}
registerEnumType(PlaceKind, {
  name: 'PlaceKind',
  description: 'Level of a place.',
  valuesConfig: { REGION: { description: 'A region of another country, by its NUTS code.' } },
});
