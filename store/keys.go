package store

import (
	"encoding/binary"
	"slices"
	"time"

	"koubo/opportunity"
)

// formatVersion names the layout below; a file of firstFormat is migrated, one of another is refused. Raise the number with
// every change that an older program would misread.
const (
	formatVersion = "koubo 5"
	fourthFormat  = "koubo 4" // the index of deadlines tells no statuses, and no postings stages, last days and budgets
	thirdFormat   = "koubo 3" // likewise; without the indexes of news and of what was called off
	secondFormat  = "koubo 2" // likewise; the index of deadlines gives an upper bound, and no postings tell which records there are and which of them invite
	firstFormat   = "koubo 1" // likewise; without aliases, further keys, moved ids and dropped titles; known announcements by address
)

// The buckets. Numbers in keys are big-endian, so that keys sort as the numbers do.
var (
	metaBucket      = []byte("meta")       // formatKey, mergedKey
	idBucket        = []byte("ids")        // record id → document u32, closing second u64, id of the source that found it first
	docBucket       = []byte("documents")  // document u32 → record; its sequence is the latest document
	textBucket      = []byte("texts")      // document u32 → folded text that search reads
	deadBucket      = []byte("dead")       // document u32 → the postings that the next merge has to drop
	deadlineBucket  = []byte("deadlines")  // second from which it is over u64 (see closingSecond), document u32 → its statuses along time (see courseValue)
	postingBucket   = []byte("postings")   // ^block u16, term → Roaring bitmap of the documents' low 16 bits
	seenBucket      = []byte("seen")       // source, 0, record id → second u64 it was last listed
	healthBucket    = []byte("health")     // source → Health
	validatorBucket = []byte("validators") // source, 0, address → Validator
	knownBucket     = []byte("known")      // source, 0, identity key → Known
	droppedBucket   = []byte("dropped")    // source → list of Dropped
	aliasBucket     = []byte("aliases")    // identity key → record id
	furtherBucket   = []byte("further")    // record id → its keys besides the first, as aliasBucket has them
	movedBucket     = []byte("moved")      // id of a record that was merged into another → that one's
	reportBucket    = []byte("reports")    // source, 0, start in ns u64 → Report
	hostBucket      = []byte("hosts")      // host → HostNote
	eventBucket     = []byte("events")     // sequence u64 → Event; its sequence is the generation
	newsBucket      = []byte("news")       // second u64 at which something was told of it (see opportunity.Told), document u32 → nothing
	calledOffBucket = []byte("called_off") // second u64 at which it was called off (see opportunity.CalledOff), document u32 → 1 where it invited before, else 0

	// The outbox. It begins with the first follower; nothing else depends on it, so that it may be missing.
	announcedBucket = []byte("announced") // number u64 → Announcement
	wantedBucket    = []byte("wanted")    // number u64 of an announcement → how many still wait for it u64
	waitingBucket   = []byte("waiting")   // follower, 0, number u64 of an announcement → second u64 it was made, idempotency key
	letterBucket    = []byte("letters")   // follower, 0, number u64 → Letter
	deliveredBucket = []byte("delivered") // follower, 0, number u64 of the letter → Delivery
	followerBucket  = []byte("followers") // follower → FollowerNote
	outboxBuckets   = [][]byte{announcedBucket, wantedBucket, waitingBucket, letterBucket, deliveredBucket, followerBucket}

	firstBuckets = [][]byte{metaBucket, idBucket, docBucket, textBucket, deadBucket, deadlineBucket, postingBucket,
		seenBucket, healthBucket, validatorBucket, knownBucket, reportBucket, hostBucket, eventBucket}
	laterBuckets = [][]byte{droppedBucket, aliasBucket, furtherBucket, movedBucket} // missing in a file of firstFormat
	newsBuckets  = [][]byte{newsBucket, calledOffBucket}                            // missing before fourthFormat
	allBuckets   = slices.Concat(firstBuckets, laterBuckets, newsBuckets)

	formatKey = []byte("format")
	secretKey = []byte("secret") // random bytes of the file's own
	mergedKey = []byte("merged") // u32: documents up to this one have their postings
)

// doc is a document number: 1 for the first change of the file. 4 billion changes fit.
type doc uint32

func (d doc) key() []byte       { return binary.BigEndian.AppendUint32(nil, uint32(d)) }
func (d doc) block() block      { return block(d >> 16) }
func (d doc) low() uint32       { return uint32(d) & 0xffff }
func (b block) at(l uint32) doc { return doc(uint32(b)<<16 | l) }

// block is 65,536 documents, the reach of one Roaring container.
type block uint16

func docOf(key []byte) doc {
	if len(key) < 4 {
		return 0
	}
	return doc(binary.BigEndian.Uint32(key))
}

// place is what an id leads to.
type place struct {
	at     doc    // 0 for none
	closes uint64 // as the index of deadlines has it
	source string // that owns its last_seen
}

func (p place) value() []byte {
	return append(binary.BigEndian.AppendUint64(p.at.key(), p.closes), p.source...)
}

func placeOf(value []byte) place {
	if len(value) < 12 {
		return place{}
	}
	return place{at: docOf(value), closes: binary.BigEndian.Uint64(value[4:]), source: string(value[12:])}
}

// noClosing stands for a record without a day it closes on: it sorts after all that have one.
const noClosing = 1<<63 - 1

// closingSecond turns the instant from which a record is over, zero for none, into what keys hold.
func closingSecond(closes time.Time) uint64 {
	if closes.IsZero() {
		return noClosing
	}
	return secondOf(closes)
}

// secondOf is the second of an instant as keys hold it, 0 for one before 1970.
func secondOf(at time.Time) uint64 { return uint64(max(at.Unix(), 0)) }

func deadlineKey(closes uint64, d doc) []byte {
	return append(binary.BigEndian.AppendUint64(nil, closes), d.key()...)
}

// closingOf returns the second of a key of the index of deadlines, noClosing where there is none.
func closingOf(key []byte) uint64 {
	if len(key) != 12 {
		return noClosing
	}
	return binary.BigEndian.Uint64(key)
}

func ofDeadlineKey(key []byte) doc {
	if len(key) != 12 {
		return 0
	}
	return docOf(key[8:])
}

// courseStatuses are the statuses as the index of deadlines numbers them.
var courseStatuses = []opportunity.Status{opportunity.Upcoming, opportunity.Open, opportunity.ClosingSoon, opportunity.Closed,
	opportunity.RollingStatus, opportunity.WithdrawnNow, opportunity.UnknownStatus}

// courseValue writes the statuses of a record: from which second on u64, number of the status u8, for each.
func courseValue(course []opportunity.Turn) []byte {
	value := make([]byte, 0, 9*len(course))
	for _, turn := range course {
		value = append(binary.BigEndian.AppendUint64(value, secondOf(turn.From)), byte(slices.Index(courseStatuses, turn.Status)))
	}
	return value
}

// ofCourseValue returns the status at a second, and the second from which on it is another, noClosing where it stays.
func ofCourseValue(value []byte, second uint64) (status opportunity.Status, until uint64) {
	for ; len(value) >= 9; value = value[9:] {
		if from := binary.BigEndian.Uint64(value); from > second {
			return status, from
		}
		if n := int(value[8]); n < len(courseStatuses) {
			status = courseStatuses[n]
		}
	}
	return status, noClosing
}

// postingKey puts the newest block first.
func postingKey(b block, term string) []byte { return appendPostingKey(nil, b, term) }

func appendPostingKey(key []byte, b block, term string) []byte {
	return append(binary.BigEndian.AppendUint16(key, ^uint16(b)), term...)
}

func ofPostingKey(key []byte) (block, string) {
	if len(key) < 2 {
		return 0, ""
	}
	return block(^binary.BigEndian.Uint16(key)), string(key[2:])
}

// under is the start of all keys of one source. A source's id never holds a zero byte.
func under(source string) []byte { return append([]byte(source), 0) }

func within(source, rest string) []byte { return append(under(source), rest...) }

func reportKey(source string, start time.Time) []byte {
	return binary.BigEndian.AppendUint64(under(source), uint64(max(start.UnixNano(), 0)))
}

// numberKey is the key of a number under a follower, whose id never holds a zero byte.
func numberKey(follower string, n uint64) []byte {
	return binary.BigEndian.AppendUint64(under(follower), n)
}

// ofNumberKey takes such a key apart; ok is false where it is none.
func ofNumberKey(key []byte) (follower string, n uint64, ok bool) {
	at := len(key) - 9
	if at < 0 || key[at] != 0 {
		return "", 0, false
	}
	return string(key[:at]), binary.BigEndian.Uint64(key[at+1:]), true
}

// waitingValue is what stands for an announcement that waits to be delivered.
func waitingValue(at time.Time, key string) []byte { return append(secondValue(at), key...) }

func ofWaitingValue(value []byte) (at time.Time, key string) {
	if len(value) < 8 {
		return time.Time{}, ""
	}
	return ofSecondValue(value[:8]), string(value[8:])
}

func sequenceKey(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func sequenceOf(key []byte) uint64 {
	if len(key) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(key)
}

// secondValue keeps an instant to the second, which is all last_seen needs.
func secondValue(t time.Time) []byte { return sequenceKey(secondOf(t)) }

func ofSecondValue(value []byte) time.Time {
	if len(value) != 8 {
		return time.Time{}
	}
	return time.Unix(int64(sequenceOf(value)), 0).UTC()
}
