package notify

import "koubo/sources/config"

// MostGone is how many letters in a row come back before a notification ends: one may be a mistake of a server's.
const MostGone = 3

// arrived notes that a letter was taken.
func (w *Worker) arrived(n config.Notification) {
	if n.To == config.Email {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.mails = true
	}
}

// gone counts a letter that came back because there is no such receiver, and ends the notification after some of them: mail servers
// think little of who writes to nobody. A webhook of the operator's is not ended, since whoever keeps it may be at work on it; nor is
// anything by e-mail before the mail server has taken some letter, since it may be what refuses them all.
func (w *Worker) gone(n config.Notification) error {
	inARow, err := w.Outbox.Gone(n.ID)
	if err != nil || inARow < MostGone || w.End == nil || !w.mayEnd(n) {
		return err
	}
	if err := w.End(n.ID); err != nil {
		return err
	}
	w.Log.Warn("ended, since there is no such receiver", "notification", n.ID, "letters", inARow)
	return nil
}

func (w *Worker) mayEnd(n config.Notification) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return n.To == config.Email && w.mails || n.To != config.Email && n.Private
}
