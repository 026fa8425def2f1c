/** Questions whose answers take a while: why, good times, improving, what happened. */

export function addQuestions(board) {
  board.why = () => {};
  board.slots = () => {};
  board.takeLit = () => {};
}
