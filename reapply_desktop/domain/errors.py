"""The one error a person may see: a sentence about what is wrong, and one about what is allowed or what to do."""


class UserError(Exception):
    """Something expected went wrong and can be said in one sentence.

    `message` says what and where; `hint` (may be empty) says what is allowed or what to do next;
    `status` is the exit status of the command line (1: could not be read or written, 2: the input is not usable);
    `lines` holds one entry a problem where there are several, each `where: what`.
    """

    def __init__(self, message: str, hint: str = "", *, status: int = 1, lines: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.status = status
        self.lines = lines or (message,)
