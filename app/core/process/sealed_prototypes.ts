/**
 * Nobody adds to the prototypes that all objects share: should an input get as far as to try, what
 * it writes is not there for everybody else. They are not frozen, for then an object of a library
 * could not have a `toString` of its own by assignment.
 */
for (const { prototype } of [
  Object,
  Function,
  Array,
  String,
  Number,
  Boolean,
  RegExp,
  Date,
  Map,
  Set,
  Promise,
  Error,
]) {
  Object.seal(prototype)
}
