export const tooBusy = {
  too_busy: 'Too many password checks are in progress; see `Retry-After`.',
}
