/**
 * Asks the server a little after the last keystroke, and drops answers that a later
 * question has overtaken. `fail` gets the error of a question that was not answered.
 */
export class Question {
    constructor(ask, receive, fail = () => {}, delay = 250) {
        Object.assign(this, { ask, receive, fail, delay, last: 0, timer: 0 });
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
        } catch (error) {
            this.fail(error);
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
