/**
 * Bindings between a tree of XML and plain objects that work in both directions, so that one table says where a term stands
 * and what is written is what is read. Order in the table is order in the file. What a reader finds and no binding names is
 * left alone: files of others carry extensions.
 */
import type { XmlElement } from './xml-element.ts';

/** An object on its way into or out of XML: texts, objects and lists of objects. */
export type Shape = Record<string, unknown>;

interface Written {
  readonly elements: readonly XmlElement[];
  /** False when there is nothing but what is always the same, so that no empty group is written. */
  readonly filled: boolean;
}

export interface Binding {
  write(shape: Shape, currency: string): Written;
  /** Takes from the element in which this binding stands what belongs to it. */
  read(parent: XmlElement, shape: Shape): void;
  /** Whether an element can be the one meant: constants inside it tell an allowance from a charge. */
  accepts(parent: XmlElement): boolean;
  /** It writes the same whatever the object holds. */
  readonly constant?: true;
}

/** A text on its way: `undefined` from `decode` means that the text is not this term. */
export interface Codec {
  encode(value: string): string;
  decode(text: string): string | undefined;
}

const NOTHING: Written = { elements: [], filled: false };
const always = () => true;

const textOf = (shape: Shape, key: string): string | undefined => {
  const value = shape[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const named = (parent: XmlElement, name: string) => parent.children.filter((child) => child.name === name);

const leaf = (name: string, text: string, attributes: Readonly<Record<string, string>> = {}): XmlElement => ({
  name,
  attributes,
  children: [],
  text,
});

const trim: Codec = { encode: (value) => value, decode: (text) => text.trim() };
/** For texts in which line ends and margins mean something (BT-20, BT-22). */
export const verbatim: Codec = { encode: (value) => value, decode: (text) => text };

interface TextOptions {
  readonly codec?: Codec;
  /** Attributes of the element and the members that they stand for. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Attributes that are always the same. */
  readonly constants?: Readonly<Record<string, string>>;
}

/** An element with a text, and a member with it. */
export function text(name: string, key: string, options: TextOptions = {}): Binding {
  const { codec = trim, attributes = {}, constants = {} } = options;
  return {
    write(shape) {
      const value = textOf(shape, key);
      if (value === undefined) return NOTHING;
      const written: Record<string, string> = { ...constants };
      for (const [attribute, member] of Object.entries(attributes)) {
        const given = textOf(shape, member);
        if (given !== undefined) written[attribute] = given;
      }
      return { elements: [leaf(name, codec.encode(value), written)], filled: true };
    },
    read(parent, shape) {
      for (const element of named(parent, name)) {
        const value = codec.decode(element.text);
        if (value === undefined || value === '') continue;
        shape[key] = value;
        for (const [attribute, member] of Object.entries(attributes)) {
          const given = element.attributes[attribute];
          if (given !== undefined && given !== '') shape[member] = given;
        }
        return;
      }
    },
    accepts: always,
  };
}

/** Elements beside each other, each with a text, and a list of texts as they stand. */
export function texts(name: string, key: string): Binding {
  return {
    write(shape) {
      const list = (shape[key] as readonly string[] | undefined) ?? [];
      return { elements: list.map((value) => leaf(name, value)), filled: list.length > 0 };
    },
    read(parent, shape) {
      shape[key] = named(parent, name)
        .map((element) => element.text)
        .filter((value) => value.trim() !== '');
    },
    accepts: always,
  };
}

/** An amount of the document's currency, with `currencyID` as UBL wants it. */
export function amount(name: string, key: string): Binding {
  const plain = text(name, key);
  return {
    ...plain,
    write(shape, currency) {
      const value = textOf(shape, key);
      return value === undefined
        ? NOTHING
        : { elements: [leaf(name, value, { currencyID: currency })], filled: true };
    },
  };
}

/** An identifier with its scheme: `{ id, scheme }`. */
export function identifier(name: string, key: string, accept: (scheme: string) => boolean = always): Binding {
  return {
    write(shape) {
      const value = shape[key] as Shape | undefined;
      const id = value === undefined ? undefined : textOf(value, 'id');
      if (!value || id === undefined) return NOTHING;
      const scheme = textOf(value, 'scheme');
      return { elements: [leaf(name, id, scheme === undefined ? {} : { schemeID: scheme })], filled: true };
    },
    read(parent, shape) {
      const found = named(parent, name).find(
        (element) => element.text.trim() !== '' && accept(element.attributes.schemeID ?? ''),
      );
      if (found) shape[key] = identifierOf(found);
    },
    accepts: always,
  };
}

/** Elements beside each other, each a text with attributes, and a list of objects: the text is `member`. */
export function leaves(
  name: string,
  key: string,
  member: string,
  attributes: Readonly<Record<string, string>>,
  accept: (element: XmlElement) => boolean = always,
): Binding {
  const each = text(name, member, { attributes });
  return {
    write(shape, currency) {
      const list = (shape[key] as readonly Shape[] | undefined) ?? [];
      const elements = list
        .flatMap((value) => each.write(value, currency).elements)
        .filter((element) => accept(element));
      return { elements, filled: elements.length > 0 };
    },
    read(parent, shape) {
      const found = named(parent, name).filter((element) => element.text.trim() !== '' && accept(element));
      const list = found.map((element) => {
        const value: Shape = {};
        each.read({ name: '', attributes: {}, children: [element], text: '' }, value);
        return value;
      });
      shape[key] = [...((shape[key] as Shape[] | undefined) ?? []), ...list];
    },
    accepts: always,
  };
}

/** Several identifiers beside each other; `accept` says which schemes this list takes, `''` standing for none. */
export function identifiers(name: string, key: string, accept: (scheme: string) => boolean): Binding {
  return leaves(name, key, 'id', { schemeID: 'scheme' }, ({ attributes }) =>
    accept(attributes.schemeID ?? ''),
  );
}

function identifierOf(element: XmlElement): Shape {
  const scheme = element.attributes.schemeID ?? '';
  return { id: element.text.trim(), ...(scheme === '' ? {} : { scheme }) };
}

/** Always the same text; an element in which it differs is not meant. `accept` lets a reader be less strict. */
export function fixed(
  name: string,
  value: string,
  accept: (found: string) => boolean = (found) => found === value,
): Binding {
  return {
    write: () => ({ elements: [leaf(name, value)], filled: false }),
    read: () => undefined,
    accepts: (parent) => named(parent, name).some((element) => accept(element.text.trim())),
    constant: true,
  };
}

/** Always the same text when written, and of no meaning when read. */
export function said(name: string, value: string): Binding {
  return { ...fixed(name, value), accepts: always };
}

/** Writes nothing; an element that has it is not meant. */
export function without(name: string): Binding {
  return {
    write: () => NOTHING,
    read: () => undefined,
    accepts: (parent) => named(parent, name).length === 0,
  };
}

function writeAll(children: readonly Binding[], shape: Shape, currency: string): Written {
  const written = children.map((child) => child.write(shape, currency));
  return {
    elements: written.flatMap(({ elements }) => elements),
    filled: written.some(({ filled }) => filled),
  };
}

const group = (name: string, elements: readonly XmlElement[]): XmlElement => ({
  name,
  attributes: {},
  children: elements,
  text: '',
});

/** What a reader looks into where a group is missing, so that the lists of the model are there all the same. */
const MISSING = group('', []);

const acceptsAll = (children: readonly Binding[], element: XmlElement) =>
  children.every((child) => child.accepts(element));

/** An element around bindings of the same object. `always` writes it even when it is empty. */
export function inside(
  name: string,
  children: readonly Binding[],
  options: { readonly always?: boolean } = {},
): Binding {
  const allConstant = children.every((child) => child.constant === true);
  const meant = (parent: XmlElement) =>
    named(parent, name).filter((element) => acceptsAll(children, element));
  return {
    write(shape, currency) {
      const { elements, filled } = writeAll(children, shape, currency);
      if (!filled && !allConstant && options.always !== true) return NOTHING;
      return { elements: [group(name, elements)], filled };
    },
    read(parent, shape) {
      const found = meant(parent);
      for (const element of found.length > 0 ? found : [MISSING]) {
        for (const child of children) child.read(element, shape);
      }
    },
    // A group of constants says what its parent is; any other may be there or not.
    accepts: (parent) => !allConstant || meant(parent).length > 0,
    ...(allConstant ? { constant: true } : {}),
  };
}

/** As `inside`, written only when the object has one of the members: for groups with constants of their own. */
export function insideIf(name: string, keys: readonly string[], children: readonly Binding[]): Binding {
  const inner = inside(name, children);
  return {
    ...inner,
    write: (shape, currency) =>
      keys.some((key) => shape[key] !== undefined && shape[key] !== '')
        ? inner.write(shape, currency)
        : NOTHING,
  };
}

/** An element and an object of its own. `always` writes it even when there is nothing in it, and reads it even when it is not there. */
export function one(
  name: string,
  key: string,
  children: readonly Binding[],
  options: { readonly always?: boolean } = {},
): Binding {
  return {
    write(shape, currency) {
      const value = shape[key] as Shape | undefined;
      if (value === undefined && options.always !== true) return NOTHING;
      const { elements, filled } = writeAll(children, value ?? {}, currency);
      if (!filled && options.always !== true) return NOTHING;
      return { elements: [group(name, elements)], filled };
    },
    read(parent, shape) {
      const found = named(parent, name).find((element) => acceptsAll(children, element));
      const element = found ?? (options.always === true ? MISSING : undefined);
      if (!element) return;
      const value = { ...(shape[key] as Shape | undefined) };
      for (const child of children) child.read(element, value);
      if (Object.keys(value).length > 0) shape[key] = value;
    },
    accepts: always,
  };
}

/** Elements beside each other and a list of objects; a reader always answers the list. */
export function many(name: string, key: string, children: readonly Binding[]): Binding {
  return {
    write(shape, currency) {
      const list = (shape[key] as readonly Shape[] | undefined) ?? [];
      const elements = list.map((value) => group(name, writeAll(children, value, currency).elements));
      return { elements, filled: elements.length > 0 };
    },
    read(parent, shape) {
      const found = named(parent, name).filter((element) => acceptsAll(children, element));
      const list = found.map((element) => {
        const value: Shape = {};
        for (const child of children) child.read(element, value);
        return value;
      });
      shape[key] = [...((shape[key] as Shape[] | undefined) ?? []), ...list];
    },
    accepts: always,
  };
}

/** An object as the document's root element. */
export function writeRoot(
  name: string,
  children: readonly Binding[],
  shape: Shape,
  currency: string,
): XmlElement {
  return group(name, writeAll(children, shape, currency).elements);
}

/** What the bindings find in the document's root element. */
export function readRoot(root: XmlElement, children: readonly Binding[]): Shape {
  const shape: Shape = {};
  for (const child of children) child.read(root, shape);
  return shape;
}
