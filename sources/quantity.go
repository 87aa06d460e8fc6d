package sources

import (
	"fmt"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"koubo/sources/check"
)

// duration reads a span such as 500ms or 1m30s, from least to most.
func (d *document) duration(node ast.Node, key string, least, most time.Duration, into *time.Duration) {
	text, _ := scalar(node)
	span, err := time.ParseDuration(text)
	if _, err := strconv.ParseFloat(text, 64); err == nil {
		d.fault(start(node), "%s has no unit: write %ss for seconds or %sms for milliseconds", key, text, text)
		return
	}
	if err != nil {
		d.fault(start(node), "%s must be a time such as 500ms, 1s or 2m", key)
		return
	}
	if span < least || span > most {
		d.fault(start(node), "%s is %s: it must lie between %s and %s", key, text, least, most)
		return
	}
	*into = span
}

// sizePattern takes 10MB, 512 KB, 1GiB and plain bytes.
var sizePattern = regexp.MustCompile(`^([0-9]{1,15}) ?([KMG]?)(i?B)?$`)

// unitBytes: a kilobyte is 1,024 bytes here, with or without the i of KiB.
var unitBytes = map[string]int64{"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}

const leastBody, mostBody = 1 << 10, 1 << 30 // bytes

func parseSize(text string) (int64, error) {
	match := sizePattern.FindStringSubmatch(strings.TrimSpace(text))
	if match == nil {
		return 0, fmt.Errorf("%s is no size: write one such as 10MB or 512KB", check.Quote(text))
	}
	count, err := strconv.ParseInt(match[1], 10, 64)
	if err != nil || count > mostBody || count*unitBytes[match[2]] > mostBody || count*unitBytes[match[2]] < leastBody {
		return 0, fmt.Errorf("%s is out of bounds: write a size from 1KB to 1GB", check.Quote(text))
	}
	return count * unitBytes[match[2]], nil
}

func parseNetwork(text string) (netip.Prefix, error) {
	if network, err := netip.ParsePrefix(text); err == nil {
		return network.Masked(), nil
	}
	if addr, err := netip.ParseAddr(text); err == nil && addr.Zone() == "" {
		return netip.Prefix{}, fmt.Errorf("%s is a single address: write the network %s/%d", check.Quote(text), text, addr.BitLen())
	}
	return netip.Prefix{}, fmt.Errorf("%s is no network: write one such as 10.0.0.0/8", check.Quote(text))
}
