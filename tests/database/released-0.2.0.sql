-- The tables of release 0.2.0 as pg_dump writes them, with some rows of an invented gateway.
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;
CREATE TEXT SEARCH CONFIGURATION public.graph_english (
    PARSER = pg_catalog."default" );
ALTER TEXT SEARCH CONFIGURATION public.graph_english
    ADD MAPPING FOR asciiword WITH english_stem;
ALTER TEXT SEARCH CONFIGURATION public.graph_english
    ADD MAPPING FOR word WITH public.unaccent, english_stem;
ALTER TEXT SEARCH CONFIGURATION public.graph_english
    ADD MAPPING FOR numword WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_english
    ADD MAPPING FOR email WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_english
    ADD MAPPING FOR url WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_english
    ADD MAPPING FOR host WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_english
    ADD MAPPING FOR sfloat WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_english
    ADD MAPPING FOR version WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_english
    ADD MAPPING FOR hword_numpart WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_english
    ADD MAPPING FOR hword_part WITH public.unaccent, english_stem;
ALTER TEXT SEARCH CONFIGURATION public.graph_english
    ADD MAPPING FOR hword_asciipart WITH english_stem;
ALTER TEXT SEARCH CONFIGURATION public.graph_english
    ADD MAPPING FOR numhword WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_english
    ADD MAPPING FOR asciihword WITH english_stem;
ALTER TEXT SEARCH CONFIGURATION public.graph_english
    ADD MAPPING FOR hword WITH public.unaccent, english_stem;
ALTER TEXT SEARCH CONFIGURATION public.graph_english
    ADD MAPPING FOR url_path WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_english
    ADD MAPPING FOR file WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_english
    ADD MAPPING FOR "float" WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_english
    ADD MAPPING FOR "int" WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_english
    ADD MAPPING FOR uint WITH simple;
CREATE TEXT SEARCH CONFIGURATION public.graph_norwegian (
    PARSER = pg_catalog."default" );
ALTER TEXT SEARCH CONFIGURATION public.graph_norwegian
    ADD MAPPING FOR asciiword WITH norwegian_stem;
ALTER TEXT SEARCH CONFIGURATION public.graph_norwegian
    ADD MAPPING FOR word WITH public.unaccent, norwegian_stem;
ALTER TEXT SEARCH CONFIGURATION public.graph_norwegian
    ADD MAPPING FOR numword WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_norwegian
    ADD MAPPING FOR email WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_norwegian
    ADD MAPPING FOR url WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_norwegian
    ADD MAPPING FOR host WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_norwegian
    ADD MAPPING FOR sfloat WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_norwegian
    ADD MAPPING FOR version WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_norwegian
    ADD MAPPING FOR hword_numpart WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_norwegian
    ADD MAPPING FOR hword_part WITH public.unaccent, norwegian_stem;
ALTER TEXT SEARCH CONFIGURATION public.graph_norwegian
    ADD MAPPING FOR hword_asciipart WITH norwegian_stem;
ALTER TEXT SEARCH CONFIGURATION public.graph_norwegian
    ADD MAPPING FOR numhword WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_norwegian
    ADD MAPPING FOR asciihword WITH norwegian_stem;
ALTER TEXT SEARCH CONFIGURATION public.graph_norwegian
    ADD MAPPING FOR hword WITH public.unaccent, norwegian_stem;
ALTER TEXT SEARCH CONFIGURATION public.graph_norwegian
    ADD MAPPING FOR url_path WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_norwegian
    ADD MAPPING FOR file WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_norwegian
    ADD MAPPING FOR "float" WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_norwegian
    ADD MAPPING FOR "int" WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_norwegian
    ADD MAPPING FOR uint WITH simple;
CREATE TEXT SEARCH CONFIGURATION public.graph_simple (
    PARSER = pg_catalog."default" );
ALTER TEXT SEARCH CONFIGURATION public.graph_simple
    ADD MAPPING FOR asciiword WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_simple
    ADD MAPPING FOR word WITH public.unaccent, simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_simple
    ADD MAPPING FOR numword WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_simple
    ADD MAPPING FOR email WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_simple
    ADD MAPPING FOR url WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_simple
    ADD MAPPING FOR host WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_simple
    ADD MAPPING FOR sfloat WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_simple
    ADD MAPPING FOR version WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_simple
    ADD MAPPING FOR hword_numpart WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_simple
    ADD MAPPING FOR hword_part WITH public.unaccent, simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_simple
    ADD MAPPING FOR hword_asciipart WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_simple
    ADD MAPPING FOR numhword WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_simple
    ADD MAPPING FOR asciihword WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_simple
    ADD MAPPING FOR hword WITH public.unaccent, simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_simple
    ADD MAPPING FOR url_path WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_simple
    ADD MAPPING FOR file WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_simple
    ADD MAPPING FOR "float" WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_simple
    ADD MAPPING FOR "int" WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_simple
    ADD MAPPING FOR uint WITH simple;
CREATE TEXT SEARCH CONFIGURATION public.graph_swedish (
    PARSER = pg_catalog."default" );
ALTER TEXT SEARCH CONFIGURATION public.graph_swedish
    ADD MAPPING FOR asciiword WITH swedish_stem;
ALTER TEXT SEARCH CONFIGURATION public.graph_swedish
    ADD MAPPING FOR word WITH public.unaccent, swedish_stem;
ALTER TEXT SEARCH CONFIGURATION public.graph_swedish
    ADD MAPPING FOR numword WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_swedish
    ADD MAPPING FOR email WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_swedish
    ADD MAPPING FOR url WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_swedish
    ADD MAPPING FOR host WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_swedish
    ADD MAPPING FOR sfloat WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_swedish
    ADD MAPPING FOR version WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_swedish
    ADD MAPPING FOR hword_numpart WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_swedish
    ADD MAPPING FOR hword_part WITH public.unaccent, swedish_stem;
ALTER TEXT SEARCH CONFIGURATION public.graph_swedish
    ADD MAPPING FOR hword_asciipart WITH swedish_stem;
ALTER TEXT SEARCH CONFIGURATION public.graph_swedish
    ADD MAPPING FOR numhword WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_swedish
    ADD MAPPING FOR asciihword WITH swedish_stem;
ALTER TEXT SEARCH CONFIGURATION public.graph_swedish
    ADD MAPPING FOR hword WITH public.unaccent, swedish_stem;
ALTER TEXT SEARCH CONFIGURATION public.graph_swedish
    ADD MAPPING FOR url_path WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_swedish
    ADD MAPPING FOR file WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_swedish
    ADD MAPPING FOR "float" WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_swedish
    ADD MAPPING FOR "int" WITH simple;
ALTER TEXT SEARCH CONFIGURATION public.graph_swedish
    ADD MAPPING FOR uint WITH simple;
CREATE TABLE public.commentary (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    about text NOT NULL,
    summary jsonb,
    "announcedOnly" boolean DEFAULT false NOT NULL,
    "partyKeys" text[] DEFAULT '{}'::text[] NOT NULL,
    authors text[] DEFAULT '{}'::text[] NOT NULL
);
CREATE TABLE public.concept (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    scheme text NOT NULL,
    type text NOT NULL,
    "prefLabel" jsonb NOT NULL,
    definition jsonb,
    "broaderKeys" text[] DEFAULT '{}'::text[] NOT NULL,
    "relatedKeys" text[] DEFAULT '{}'::text[] NOT NULL,
    "exactMatch" text[] DEFAULT '{}'::text[] NOT NULL,
    "topicKeys" text[] DEFAULT '{}'::text[] NOT NULL,
    "altLabels" text[] DEFAULT '{}'::text[] NOT NULL
);
CREATE TABLE public.data_gap (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    label jsonb NOT NULL,
    description jsonb,
    "obstacleKeys" text[] DEFAULT '{}'::text[] NOT NULL,
    "measureKeys" text[] DEFAULT '{}'::text[] NOT NULL,
    "responsibleKeys" text[] DEFAULT '{}'::text[] NOT NULL,
    "topicKeys" text[] DEFAULT '{}'::text[] NOT NULL,
    status text NOT NULL,
    "statusSince" date,
    evidence text[] DEFAULT '{}'::text[] NOT NULL,
    crosswalk jsonb DEFAULT '{}'::jsonb NOT NULL
);
CREATE TABLE public.demand (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    "documentKey" text NOT NULL,
    number integer NOT NULL,
    summary jsonb,
    "topicKeys" text[] DEFAULT '{}'::text[] NOT NULL
);
CREATE TABLE public.document (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    title text NOT NULL,
    language text NOT NULL,
    "publishedOn" date,
    authors text[] DEFAULT '{}'::text[] NOT NULL,
    access text NOT NULL,
    draft boolean DEFAULT false NOT NULL,
    summary jsonb,
    "publisherKey" text,
    "topicKeys" text[] DEFAULT '{}'::text[] NOT NULL,
    "obstacleKeys" text[],
    "measureKeys" text[],
    actions text[],
    "viewCount" integer,
    "commentCount" integer,
    "interviewQuestions" text[],
    "missingParts" text[],
    "adoptedByKey" text,
    "adoptedOn" date,
    basis text,
    kind text NOT NULL
);
CREATE TABLE public.election (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    name jsonb NOT NULL,
    date date NOT NULL,
    country text NOT NULL,
    "seatsTotal" integer NOT NULL,
    "validVotes" integer,
    turnout double precision
);
CREATE TABLE public.fact_box (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    "documentKey" text NOT NULL,
    title text,
    text text NOT NULL,
    "organisationKey" text,
    facts jsonb DEFAULT '[]'::jsonb NOT NULL
);
CREATE TABLE public.imported_text (
    key text NOT NULL,
    language text NOT NULL,
    body text NOT NULL,
    document text NOT NULL,
    "lineFrom" integer NOT NULL,
    "lineTo" integer NOT NULL,
    scanned boolean DEFAULT false NOT NULL
);
CREATE TABLE public.job_ad (
    id text NOT NULL,
    ad jsonb,
    digest text NOT NULL,
    "isSample" boolean DEFAULT false NOT NULL,
    "retrievedAt" timestamp with time zone NOT NULL,
    "publishedAt" timestamp with time zone NOT NULL,
    "lastPublished" timestamp with time zone,
    "changedAt" timestamp with time zone,
    "removedAt" timestamp with time zone,
    occupations text[] DEFAULT '{}'::text[] NOT NULL,
    places text[] DEFAULT '{}'::text[] NOT NULL,
    skills text[] DEFAULT '{}'::text[] NOT NULL,
    "organisationNumber" text,
    employer text DEFAULT ''::text NOT NULL,
    "isRemote" boolean DEFAULT false NOT NULL,
    seen integer DEFAULT 0 NOT NULL,
    words tsvector NOT NULL
);
CREATE TABLE public.job_ad_event (
    seq bigint NOT NULL,
    "adId" text NOT NULL,
    kind text NOT NULL,
    at timestamp with time zone NOT NULL,
    "toldAt" timestamp with time zone NOT NULL,
    "publishedAt" timestamp with time zone,
    occupations text[],
    places text[],
    skills text[],
    "organisationNumber" text,
    employer text,
    "isRemote" boolean,
    words tsvector
);
CREATE SEQUENCE public.job_ad_event_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.job_ad_event_seq_seq OWNED BY public.job_ad_event.seq;
CREATE TABLE public.job_ad_year (
    year integer NOT NULL,
    "loadedAt" timestamp with time zone NOT NULL,
    files text[] NOT NULL,
    read integer NOT NULL,
    counted integer NOT NULL,
    "withoutGroup" integer NOT NULL,
    "withoutConcepts" integer NOT NULL,
    digest text NOT NULL
);
CREATE TABLE public.job_ad_year_count (
    year integer NOT NULL,
    occupation integer NOT NULL,
    place integer NOT NULL,
    count integer NOT NULL
);
CREATE TABLE public.job_ad_year_facet (
    year integer NOT NULL,
    kind text NOT NULL,
    number integer NOT NULL,
    names text[] NOT NULL
);
CREATE TABLE public.job_stream (
    key text NOT NULL,
    log text NOT NULL,
    until timestamp with time zone,
    "wholeAt" timestamp with time zone,
    "checkedAt" timestamp with time zone,
    snapshots integer DEFAULT 0 NOT NULL,
    "sweptTo" bigint DEFAULT '0'::bigint NOT NULL,
    leader text,
    "leaseUntil" timestamp with time zone
);
CREATE TABLE public.last_good (
    key text NOT NULL,
    "sourceId" text NOT NULL,
    body text NOT NULL,
    "contentType" text NOT NULL,
    "retrievedAt" timestamp with time zone NOT NULL,
    "freshUntil" timestamp with time zone NOT NULL,
    "usableUntil" timestamp with time zone NOT NULL,
    etag text,
    "lastModified" text,
    bytes integer NOT NULL
);
CREATE TABLE public.legal_act (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    celex text,
    sfs text,
    title jsonb NOT NULL,
    date date,
    "inForce" boolean,
    url text NOT NULL,
    "topicKeys" text[] DEFAULT '{}'::text[] NOT NULL
);
CREATE TABLE public.membership (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    "personKey" text NOT NULL,
    role jsonb,
    "organisationKey" text,
    "documentKey" text,
    "from" date,
    "to" date
);
CREATE TABLE public.mention (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    "documentKey" text NOT NULL,
    label text NOT NULL,
    count integer NOT NULL,
    target text
);
CREATE TABLE public.migrations (
    id integer NOT NULL,
    "timestamp" bigint NOT NULL,
    name character varying NOT NULL
);
CREATE SEQUENCE public.migrations_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.migrations_id_seq OWNED BY public.migrations.id;
CREATE TABLE public.occupation (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    level integer NOT NULL,
    "prefLabel" jsonb NOT NULL,
    definition jsonb,
    "taxonomyId" text,
    "escoUris" text[] DEFAULT '{}'::text[] NOT NULL,
    "iscoCodes" text[] DEFAULT '{}'::text[] NOT NULL
);
CREATE TABLE public.organisation (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    name jsonb NOT NULL,
    aliases text[] DEFAULT '{}'::text[] NOT NULL,
    kind text,
    "parentKey" text,
    identifiers jsonb DEFAULT '[]'::jsonb NOT NULL,
    country text,
    homepage text
);
CREATE TABLE public.participation (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    "questionnaireKey" text NOT NULL,
    "partyKey" text NOT NULL,
    status text NOT NULL,
    note jsonb
);
CREATE TABLE public.party (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    code text NOT NULL,
    country text NOT NULL,
    name jsonb NOT NULL,
    colour text,
    identifiers jsonb DEFAULT '[]'::jsonb NOT NULL,
    "formerCodes" text[] DEFAULT '{}'::text[] NOT NULL
);
CREATE TABLE public.party_result (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    "electionKey" text NOT NULL,
    "partyKey" text,
    label text NOT NULL,
    "voteShare" double precision,
    votes integer,
    seats integer,
    "placeKey" text
);
CREATE TABLE public.person (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    name text NOT NULL,
    "nameVariants" text[] DEFAULT '{}'::text[] NOT NULL,
    identifiers jsonb DEFAULT '[]'::jsonb NOT NULL,
    "partyKey" text
);
CREATE TABLE public.place (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    nuts text,
    "taxonomyId" text,
    "countyKey" text
);
CREATE TABLE public.point (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    "documentKey" text NOT NULL,
    kind text NOT NULL,
    number integer NOT NULL,
    "group" text,
    title text
);
CREATE TABLE public."position" (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    "questionKey" text NOT NULL,
    "partyKey" text NOT NULL,
    status text NOT NULL,
    stance text NOT NULL,
    rationale text,
    summary jsonb,
    "editorNote" text,
    language text,
    "spokespersonKeys" text[] DEFAULT '{}'::text[] NOT NULL,
    "topicKeys" text[] DEFAULT '{}'::text[] NOT NULL
);
CREATE TABLE public.question (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    "questionnaireKey" text NOT NULL,
    number integer NOT NULL,
    text jsonb NOT NULL,
    "shortTitle" jsonb NOT NULL,
    kind text NOT NULL,
    proposition jsonb,
    "topicKeys" text[] DEFAULT '{}'::text[] NOT NULL
);
CREATE TABLE public.questionnaire (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    title jsonb NOT NULL,
    summary jsonb,
    "electionKey" text,
    "electionBasis" text NOT NULL,
    "publishedOn" date,
    "publisherKey" text NOT NULL
);
CREATE TABLE public.quote (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    "documentKey" text NOT NULL,
    text text NOT NULL,
    "speakerKey" text,
    kind text
);
CREATE TABLE public.responsibility (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    "documentKey" text NOT NULL,
    actor text NOT NULL,
    "organisationKey" text,
    text jsonb NOT NULL
);
CREATE TABLE public.search_entry (
    key text NOT NULL,
    ref text NOT NULL,
    type text NOT NULL,
    language text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    hidden text DEFAULT ''::text NOT NULL,
    access text NOT NULL,
    digest text NOT NULL,
    tsv tsvector NOT NULL
);
CREATE TABLE public.search_word (
    word text NOT NULL,
    variants text[] NOT NULL
);
CREATE TABLE public.section (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    "documentKey" text NOT NULL,
    number text,
    heading text,
    level integer NOT NULL
);
CREATE TABLE public.setting (
    key text NOT NULL,
    value text NOT NULL
);
CREATE TABLE public.source_document (
    key text NOT NULL,
    kind text NOT NULL,
    format text NOT NULL,
    language text NOT NULL,
    title text NOT NULL,
    lead text NOT NULL,
    access text NOT NULL,
    file text NOT NULL,
    sha256 text NOT NULL,
    bytes integer NOT NULL,
    original text,
    manifest jsonb NOT NULL,
    rows jsonb NOT NULL,
    texts jsonb NOT NULL
);
CREATE TABLE public.taxonomy_concept (
    key text NOT NULL,
    type text NOT NULL,
    label text NOT NULL,
    english text,
    "altLabels" text[] DEFAULT '{}'::text[] NOT NULL,
    definition text,
    code text,
    "iscoCodes" text[] DEFAULT '{}'::text[] NOT NULL,
    "broaderKeys" text[] DEFAULT '{}'::text[] NOT NULL,
    "relatedKeys" text[] DEFAULT '{}'::text[] NOT NULL,
    "exactMatch" text[] DEFAULT '{}'::text[] NOT NULL,
    substitutes jsonb DEFAULT '[]'::jsonb NOT NULL,
    "replacedBy" text
);
CREATE TABLE public.text_block (
    key text NOT NULL,
    "documentKey" text NOT NULL,
    "order" integer NOT NULL,
    "lineFrom" integer NOT NULL,
    "lineTo" integer NOT NULL,
    role text NOT NULL,
    "rawText" text NOT NULL,
    "displayText" text,
    "searchText" text,
    defects text[] DEFAULT '{}'::text[] NOT NULL,
    ref text,
    mentions jsonb DEFAULT '[]'::jsonb NOT NULL
);
CREATE TABLE public.topic (
    key text NOT NULL,
    "position" integer DEFAULT 0 NOT NULL,
    origin jsonb NOT NULL,
    "prefLabel" jsonb NOT NULL,
    definition jsonb,
    "broaderKeys" text[] DEFAULT '{}'::text[] NOT NULL,
    identifiers jsonb DEFAULT '[]'::jsonb NOT NULL,
    crosswalk jsonb DEFAULT '{}'::jsonb NOT NULL
);
ALTER TABLE ONLY public.job_ad_event ALTER COLUMN seq SET DEFAULT nextval('public.job_ad_event_seq_seq'::regclass);
ALTER TABLE ONLY public.migrations ALTER COLUMN id SET DEFAULT nextval('public.migrations_id_seq'::regclass);
ALTER TABLE ONLY public.document
    ADD CONSTRAINT "PK_00f160cc17425b0ba5d262a32ef" PRIMARY KEY (key);
ALTER TABLE ONLY public.participation
    ADD CONSTRAINT "PK_07b30e0f1e3d2894e7acec75270" PRIMARY KEY (key);
ALTER TABLE ONLY public.setting
    ADD CONSTRAINT "PK_1c4c95d773004250c157a744d6e" PRIMARY KEY (key);
ALTER TABLE ONLY public.job_ad_year_facet
    ADD CONSTRAINT "PK_1d0ab03ade40779b3909b705c2d" PRIMARY KEY (year, kind, number);
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT "PK_3ee0975189df5d18d8da3a5634f" PRIMARY KEY (key);
ALTER TABLE ONLY public.concept
    ADD CONSTRAINT "PK_4128a30909a92df929f871df7ec" PRIMARY KEY (key);
ALTER TABLE ONLY public.quote
    ADD CONSTRAINT "PK_4596673419661d07183b00056f8" PRIMARY KEY (key);
ALTER TABLE ONLY public.question
    ADD CONSTRAINT "PK_475f35f8a3f0cf514a73a60fee5" PRIMARY KEY (key);
ALTER TABLE ONLY public.occupation
    ADD CONSTRAINT "PK_484202ca6c7c5c741e446f0b1ee" PRIMARY KEY (key);
ALTER TABLE ONLY public.imported_text
    ADD CONSTRAINT "PK_49839e6c8c4d0d87c5ab676c919" PRIMARY KEY (key);
ALTER TABLE ONLY public.topic
    ADD CONSTRAINT "PK_4ac1a37c122e88622beccfc65b8" PRIMARY KEY (key);
ALTER TABLE ONLY public.job_ad_event
    ADD CONSTRAINT "PK_51ca4d3c45ad9db8e004c0aa421" PRIMARY KEY (seq);
ALTER TABLE ONLY public.party_result
    ADD CONSTRAINT "PK_5aaca14b5769892af0e31c3dc14" PRIMARY KEY (key);
ALTER TABLE ONLY public.election
    ADD CONSTRAINT "PK_60ccd28affd16819d374464c60c" PRIMARY KEY (key);
ALTER TABLE ONLY public.responsibility
    ADD CONSTRAINT "PK_677f14f35c497d858ac91204165" PRIMARY KEY (key);
ALTER TABLE ONLY public.commentary
    ADD CONSTRAINT "PK_787761ed7cb297427f9030542c1" PRIMARY KEY (key);
ALTER TABLE ONLY public.taxonomy_concept
    ADD CONSTRAINT "PK_806f3057da4c3c4464bc3f5ef8d" PRIMARY KEY (key);
ALTER TABLE ONLY public.search_entry
    ADD CONSTRAINT "PK_80aca1bd8d110e6f84dcc60be75" PRIMARY KEY (key);
ALTER TABLE ONLY public.job_ad
    ADD CONSTRAINT "PK_81921cce0be7e6d79f8b8915e47" PRIMARY KEY (id);
ALTER TABLE ONLY public.job_ad_year
    ADD CONSTRAINT "PK_82b31a6636848a1ed8ddfbb6c47" PRIMARY KEY (year);
ALTER TABLE ONLY public.last_good
    ADD CONSTRAINT "PK_84938f607fff02295ab3de31150" PRIMARY KEY (key);
ALTER TABLE ONLY public.migrations
    ADD CONSTRAINT "PK_8c82d7f526340ab734260ea46be" PRIMARY KEY (id);
ALTER TABLE ONLY public.section
    ADD CONSTRAINT "PK_949f89ba6907dbf451c7f4d5e08" PRIMARY KEY (key);
ALTER TABLE ONLY public.legal_act
    ADD CONSTRAINT "PK_a1024004edee2c36807f1521432" PRIMARY KEY (key);
ALTER TABLE ONLY public.text_block
    ADD CONSTRAINT "PK_b7ce8e39ba61a92683f3adc6c20" PRIMARY KEY (key);
ALTER TABLE ONLY public.source_document
    ADD CONSTRAINT "PK_bee6fbb54e1a81bc0932088e6b0" PRIMARY KEY (key);
ALTER TABLE ONLY public.job_stream
    ADD CONSTRAINT "PK_c59fd0243ab2722a8e1765f0bea" PRIMARY KEY (key);
ALTER TABLE ONLY public.questionnaire
    ADD CONSTRAINT "PK_e013201b1498e0e63f3122cf422" PRIMARY KEY (key);
ALTER TABLE ONLY public.mention
    ADD CONSTRAINT "PK_e36a620243f1a43316422374d78" PRIMARY KEY (key);
ALTER TABLE ONLY public.place
    ADD CONSTRAINT "PK_e3c40ad0ee3f12e16efb7a8469d" PRIMARY KEY (key);
ALTER TABLE ONLY public.party
    ADD CONSTRAINT "PK_e921c8f736e4c24ae228874c72a" PRIMARY KEY (key);
ALTER TABLE ONLY public."position"
    ADD CONSTRAINT "PK_eeceff0e58d6e35baa47b2826be" PRIMARY KEY (key);
ALTER TABLE ONLY public.demand
    ADD CONSTRAINT "PK_f23997ce9313a0ae7ba8bb7da81" PRIMARY KEY (key);
ALTER TABLE ONLY public.job_ad_year_count
    ADD CONSTRAINT "PK_f69b59bbdf5ab2794326227749e" PRIMARY KEY (year, occupation, place);
ALTER TABLE ONLY public.point
    ADD CONSTRAINT "PK_f8fa3fa840102af9147ea613e5e" PRIMARY KEY (key);
ALTER TABLE ONLY public.data_gap
    ADD CONSTRAINT "PK_fd2df5e2b44ec3bf7ec2ad04a95" PRIMARY KEY (key);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT "PK_fdd3c0f74e44e6195e8a47fefe0" PRIMARY KEY (key);
ALTER TABLE ONLY public.fact_box
    ADD CONSTRAINT "PK_fe060cdd9302d4ae5c640f0e013" PRIMARY KEY (key);
ALTER TABLE ONLY public.membership
    ADD CONSTRAINT "PK_fe6b825e6de7effe2a76e3dccd6" PRIMARY KEY (key);
ALTER TABLE ONLY public.search_word
    ADD CONSTRAINT search_word_key PRIMARY KEY (word);
CREATE INDEX "IDX_31eced9a93e319af0192ab65d7" ON public.job_ad USING btree ("publishedAt", id);
CREATE INDEX "IDX_5f4a5bec6003887e2b7a35cda2" ON public.job_ad USING gin (words);
CREATE INDEX "IDX_79500508e76dd1741aabc9118e" ON public.job_ad USING btree ("removedAt");
CREATE INDEX "IDX_7b5bd9dd09206bd7925e5b4b14" ON public.job_ad_event USING btree ("toldAt");
CREATE INDEX "IDX_82356d8fe099f8410fc9c6c52f" ON public.job_ad USING gin (occupations);
CREATE INDEX "IDX_8bb77eceffc475c32a15cdc226" ON public.job_ad USING gin (skills);
CREATE UNIQUE INDEX "IDX_aa822bc277d085a216e38d423b" ON public.text_block USING btree ("documentKey", "order");
CREATE INDEX "IDX_b12f1e5fbc990ae11e4c2ceb73" ON public.document USING btree (kind);
CREATE INDEX "IDX_b3d5500c37bc0a37e1de4ee7be" ON public.search_entry USING gin (tsv);
CREATE INDEX "IDX_c15764d967f5aa022abacbf059" ON public.last_good USING btree ("sourceId", "retrievedAt");
CREATE INDEX "IDX_ddbec163619bf4a4872ccd6007" ON public.job_ad USING gin (places);
CREATE INDEX "IDX_e3fc4316769514454b6a7a8f37" ON public.imported_text USING btree (document);
CREATE INDEX "IDX_effe2e43151caf8505b40165d4" ON public.job_ad_year_facet USING gin (names);
CREATE INDEX search_word_reversed ON public.search_word USING btree (reverse(word) text_pattern_ops);
CREATE INDEX search_word_variants ON public.search_word USING gin (variants);
ALTER TABLE ONLY public.section
    ADD CONSTRAINT "FK_097131eadf64cc90350d7bea218" FOREIGN KEY ("documentKey") REFERENCES public.document(key) ON DELETE CASCADE;
ALTER TABLE ONLY public.participation
    ADD CONSTRAINT "FK_0a0391e0ed6279b65f30b7c1043" FOREIGN KEY ("questionnaireKey") REFERENCES public.questionnaire(key) ON DELETE CASCADE;
ALTER TABLE ONLY public.person
    ADD CONSTRAINT "FK_0ad606c23bd748b96695e8d587d" FOREIGN KEY ("partyKey") REFERENCES public.party(key) ON DELETE SET NULL;
ALTER TABLE ONLY public.quote
    ADD CONSTRAINT "FK_13f96606c27fe0cf1dedc29a62b" FOREIGN KEY ("documentKey") REFERENCES public.document(key) ON DELETE CASCADE;
ALTER TABLE ONLY public.participation
    ADD CONSTRAINT "FK_15aec57d611d6c87912cb92540c" FOREIGN KEY ("partyKey") REFERENCES public.party(key) ON DELETE CASCADE;
ALTER TABLE ONLY public.responsibility
    ADD CONSTRAINT "FK_19f78781d84c75eaa4a8f5d6665" FOREIGN KEY ("documentKey") REFERENCES public.document(key) ON DELETE CASCADE;
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT "FK_2eb4fa76d6947708585d0e18534" FOREIGN KEY ("parentKey") REFERENCES public.organisation(key) ON DELETE SET NULL;
ALTER TABLE ONLY public.demand
    ADD CONSTRAINT "FK_2ffc8e45528a7d24d1188a26623" FOREIGN KEY ("documentKey") REFERENCES public.document(key) ON DELETE CASCADE;
ALTER TABLE ONLY public.membership
    ADD CONSTRAINT "FK_426add9b06988fbcb7232884397" FOREIGN KEY ("organisationKey") REFERENCES public.organisation(key) ON DELETE SET NULL;
ALTER TABLE ONLY public.fact_box
    ADD CONSTRAINT "FK_44163eb860ab71edba1dbe936ad" FOREIGN KEY ("documentKey") REFERENCES public.document(key) ON DELETE CASCADE;
ALTER TABLE ONLY public.party_result
    ADD CONSTRAINT "FK_490dabea1a707d2f7d0b952bce9" FOREIGN KEY ("electionKey") REFERENCES public.election(key) ON DELETE CASCADE;
ALTER TABLE ONLY public.mention
    ADD CONSTRAINT "FK_53fd80b2cf800ebc58636b1319b" FOREIGN KEY ("documentKey") REFERENCES public.document(key) ON DELETE CASCADE;
ALTER TABLE ONLY public.party_result
    ADD CONSTRAINT "FK_6a2167a9b2284add35261cd9f52" FOREIGN KEY ("placeKey") REFERENCES public.place(key) ON DELETE SET NULL;
ALTER TABLE ONLY public.questionnaire
    ADD CONSTRAINT "FK_708f20356d991dd283ede2941d0" FOREIGN KEY ("electionKey") REFERENCES public.election(key) ON DELETE SET NULL;
ALTER TABLE ONLY public.document
    ADD CONSTRAINT "FK_798e76cd1a366994c584e58e7e0" FOREIGN KEY ("publisherKey") REFERENCES public.organisation(key) ON DELETE SET NULL;
ALTER TABLE ONLY public."position"
    ADD CONSTRAINT "FK_7e4e43b5dbe9c577c9045d3d38a" FOREIGN KEY ("partyKey") REFERENCES public.party(key) ON DELETE CASCADE;
ALTER TABLE ONLY public.membership
    ADD CONSTRAINT "FK_94c153349bac4a2de4e4f8dcbb3" FOREIGN KEY ("personKey") REFERENCES public.person(key) ON DELETE CASCADE;
ALTER TABLE ONLY public.questionnaire
    ADD CONSTRAINT "FK_a10a3f71115edb8ba95c41ea541" FOREIGN KEY ("publisherKey") REFERENCES public.organisation(key) ON DELETE RESTRICT;
ALTER TABLE ONLY public.place
    ADD CONSTRAINT "FK_a211c64cfe9062a6197d534f7bc" FOREIGN KEY ("countyKey") REFERENCES public.place(key) ON DELETE CASCADE;
ALTER TABLE ONLY public.party_result
    ADD CONSTRAINT "FK_b1ed1ddc0d3323f5a62088592c6" FOREIGN KEY ("partyKey") REFERENCES public.party(key) ON DELETE SET NULL;
ALTER TABLE ONLY public.point
    ADD CONSTRAINT "FK_c9518d0f6959aa3ef042c7d2af4" FOREIGN KEY ("documentKey") REFERENCES public.document(key) ON DELETE CASCADE;
ALTER TABLE ONLY public."position"
    ADD CONSTRAINT "FK_d54270d6a4e366a1a6cddc8922e" FOREIGN KEY ("questionKey") REFERENCES public.question(key) ON DELETE CASCADE;
ALTER TABLE ONLY public.question
    ADD CONSTRAINT "FK_e50912cb79d5d9ea37c927f5d41" FOREIGN KEY ("questionnaireKey") REFERENCES public.questionnaire(key) ON DELETE CASCADE;
ALTER TABLE ONLY public.text_block
    ADD CONSTRAINT "FK_e819e32b1f3d277c11811af3cee" FOREIGN KEY ("documentKey") REFERENCES public.source_document(key) ON DELETE CASCADE;
INSERT INTO public.migrations VALUES (1, 1764000001000, 'Content1764000001000');
INSERT INTO public.migrations VALUES (2, 1764000002000, 'Search1764000002000');
INSERT INTO public.migrations VALUES (3, 1764000003000, 'Memory1764000003000');
INSERT INTO public.migrations VALUES (4, 1764000004000, 'Originals1764000004000');
INSERT INTO public.migrations VALUES (5, 1764000020000, 'Taxonomy1764000020000');
INSERT INTO public.migrations VALUES (6, 1764000030000, 'JobAds1764000030000');
INSERT INTO public.migrations VALUES (7, 1764000040000, 'JobAdYears1764000040000');
INSERT INTO public.migrations VALUES (8, 1764000050000, 'PlainNames1764000050000');
INSERT INTO public.migrations VALUES (9, 1764000060000, 'SearchWords1764000060000');
SELECT setval('public.migrations_id_seq', 9);
INSERT INTO public.setting VALUES ('pack-version', 'of an earlier release');
INSERT INTO public.last_good ("key", "sourceId", "body", "contentType", "retrievedAt", "freshUntil", "usableUntil", "bytes") VALUES
  ('riksdagen exempel', 'riksdagen', '{"exempel":1}', 'application/json', '2026-11-01', '2026-11-02', '2099-01-01', 13),
  ('jobsearch exempel', 'jobsearch', '{"contact":"Exempel"}', 'application/json', '2026-11-01', '2026-11-02', '2099-01-01', 21);
INSERT INTO public.organisation VALUES ('exempel', 0, '{"file":"exempel.yaml"}', '{"sv":"Exempelföreningen"}', '{}', 'NGO', NULL, '[]', 'SE', NULL);
INSERT INTO public.person VALUES ('exempel', 0, '{"file":"exempel.yaml"}', 'Exempel Exempelsson', '{}', '[]', NULL);
