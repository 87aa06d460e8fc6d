package signup

import (
	"fmt"
	"time"
)

// SpentName is the name of the drawer that keeps, for as long as links are good, when subscriptions were ended, by their ids, which tell
// nothing without the operator's key.
const SpentName = "signupspent"

// spend has the links to a subscription that were sent until now lead to it no more.
func spend(spent Drawer, id string, now time.Time) error {
	values := map[string][]byte{}
	err := spent.Each(func(other string, at []byte) error {
		if ended, err := time.Parse(time.RFC3339, string(at)); err != nil || now.Sub(ended) >= linkLife {
			values[other] = nil
		}
		return nil
	})
	values[id] = []byte(now.UTC().Format(time.RFC3339))
	if err == nil {
		err = spent.Put(values)
	}
	if err != nil {
		return fmt.Errorf("the links to an ended subscription cannot be noted: %w", err)
	}
	return nil
}

// isSpent reports whether a subscription was ended after a link to it was made.
func (l *List) isSpent(id string, made time.Time) (is bool, err error) {
	if l.Spent == nil {
		return false, nil
	}
	err = l.Spent.Each(func(other string, at []byte) error {
		if other == id {
			ended, err := time.Parse(time.RFC3339, string(at))
			is = err == nil && !ended.Before(made)
		}
		return nil
	})
	return is, err
}
