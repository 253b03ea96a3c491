// Checks a published log, its proofs and the shared vectors with golang.org/x/mod/sumdb.
//
// Arguments: the log's verifier key, the published folder, the folder of the proofs N.tlog-proof, and the vectors'
// add-checkpoint request.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type stored []tlog.Hash

func (s stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		hashes[i] = s[index]
	}
	return hashes, nil
}

func main() {
	verifier, err := note.NewVerifier(os.Args[1])
	check(err)
	size, root := checkpoint(read(os.Args[2]+"/checkpoint"), verifier)

	// A log of fewer than 256 entries: one bundle and one tile.
	bundle := read(fmt.Sprintf("%s/tile/entries/000.p/%d", os.Args[2], size))
	tile := read(fmt.Sprintf("%s/tile/0/000.p/%d", os.Args[2], size))
	var hashes stored
	for index := int64(0); index < size; index++ {
		length := binary.BigEndian.Uint16(bundle)
		entry := bundle[2 : 2+length]
		bundle = bundle[2+length:]
		hash := tlog.RecordHash(entry)
		require(bytes.Equal(tile[32*index:32*index+32], hash[:]), "leaf")
		added, err := tlog.StoredHashes(index, entry, hashes)
		check(err)
		hashes = append(hashes, added...)
	}
	require(len(bundle) == 0 && len(tile) == 32*int(size), "length")
	computed, err := tlog.TreeHash(size, hashes)
	check(err)
	require(computed == root, "root")

	for index := int64(0); index < size; index++ {
		file := read(fmt.Sprintf("%s/%d.tlog-proof", os.Args[3], index))
		parts := strings.SplitN(string(file), "\n\n", 2)
		lines := strings.Split(parts[0], "\n")
		require(lines[0] == "c2sp.org/tlog-proof@v1" && lines[1] == fmt.Sprintf("index %d", index), "proof header")
		count, proofRoot := checkpoint([]byte(parts[1]), verifier)
		ours := decode(lines[2:])
		check(tlog.CheckRecord(ours, count, proofRoot, index, hashes[tlog.StoredHashIndex(0, index)]))
		theirs, err := tlog.ProveRecord(count, index, hashes)
		check(err)
		require(fmt.Sprint(ours) == fmt.Sprint([]tlog.Hash(theirs)), "proof")
	}

	var vector stored
	for index := int64(0); index < 7; index++ {
		added, err := tlog.StoredHashes(index, []byte(fmt.Sprintf("entry-%d", index)), vector)
		check(err)
		vector = append(vector, added...)
	}
	old, err := tlog.TreeHash(3, vector)
	check(err)
	grown, err := tlog.TreeHash(7, vector)
	check(err)
	request := strings.Split(strings.SplitN(string(read(os.Args[4])), "\n\n", 2)[0], "\n")
	check(tlog.CheckTree(decode(request[1:]), 7, grown, 3, old))
	fmt.Printf("%d entries hold\n", size)
}

func checkpoint(signed []byte, verifier note.Verifier) (size int64, root tlog.Hash) {
	opened, err := note.Open(signed, note.VerifierList(verifier))
	check(err)
	lines := strings.Split(opened.Text, "\n")
	_, err = fmt.Sscan(lines[1], &size)
	check(err)
	return size, decode(lines[2:3])[0]
}

func decode(lines []string) []tlog.Hash {
	hashes := make([]tlog.Hash, len(lines))
	for i, line := range lines {
		hash, err := base64.StdEncoding.DecodeString(line)
		check(err)
		copy(hashes[i][:], hash)
	}
	return hashes
}

func read(path string) []byte {
	content, err := os.ReadFile(path)
	check(err)
	return content
}

func require(holds bool, what string) {
	if !holds {
		check(fmt.Errorf("%s differs", what))
	}
}

func check(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}
