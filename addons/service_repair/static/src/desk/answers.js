/**
 * Asks the server a little after the last keystroke, and drops answers that a later
 * question has overtaken.
 */
export class Question {
    constructor(ask, receive, delay = 250) {
        Object.assign(this, { ask, receive, delay, last: 0, timer: 0 });
    }

    put(...args) {
        this.forget();
        const turn = this.last;
        this.timer = setTimeout(() => this.send(turn, args), this.delay);
    }

    async send(turn, args) {
        let answer = null;
        try {
            answer = await this.ask(...args);
        } catch {
            // what is shown beside a call may fail; only saving must not go unnoticed
            return;
        }
        if (turn === this.last) {
            this.receive(answer);
        }
    }

    /** Stop waiting: whatever is still under way is not wanted any more. */
    forget() {
        clearTimeout(this.timer);
        this.last += 1;
    }
}
