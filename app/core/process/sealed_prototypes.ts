/** Sealed, not frozen: assigning `toString` to an object must keep working. */
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
