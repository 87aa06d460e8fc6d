package config

import (
	"fmt"
	"net/netip"
	"regexp"
	"strconv"
	"strings"

	"koubo/sources/check"
)

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
