package main

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"
	"sync"
)

// Opens what Peony sealed (Sources/Vault): 0xE1 ‖ suite ‖ key version ‖ nonce ‖ ciphertext ‖ tag, AES-256-GCM.

func appendPart(to []byte, part []byte) []byte {
	to = binary.BigEndian.AppendUint32(to, uint32(len(part)))
	return append(to, part...)
}

func authenticate(key []byte, message []byte) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return mac.Sum(nil)
}

func derive(key []byte, label string) []byte {
	extracted := authenticate(make([]byte, 32), key)
	return authenticate(extracted, append(appendPart(nil, []byte(label)), 1))
}

func newKey(bytes []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(bytes)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

func open(key cipher.AEAD, envelope []byte, place []byte) ([]byte, error) {
	if len(envelope) < 34 || envelope[0] != 0xE1 {
		return nil, errors.New("not an envelope")
	}
	associated := appendPart(appendPart(place, envelope[1:2]), envelope[2:6])
	padded, err := key.Open(nil, envelope[6:18], envelope[18:], associated)
	if err != nil {
		return nil, err
	}
	return padded[4 : 4+binary.BigEndian.Uint32(padded)], nil
}

// uuidBytes reads the usual text form.
func uuidBytes(text string) ([16]byte, error) {
	var id [16]byte
	plain := strings.ReplaceAll(text, "-", "")
	if len(plain) != 32 {
		return id, errors.New("not a uuid")
	}
	_, err := hex.Decode(id[:], []byte(plain))
	return id, err
}

type customerKey struct {
	row  [16]byte
	slot string
}

// keys of a tenant, and of its customers as they are needed, at most so many as Peony keeps.
type keys struct {
	tenant [16]byte
	shares []byte
	data   map[uint32][]byte
	mutex  sync.RWMutex
	opened map[customerKey]cipher.AEAD
}

const keyLimit = 20_000

func newKeys(d *description) (*keys, error) {
	tenant, err := uuidBytes(d.Tenant)
	if err != nil {
		return nil, err
	}
	root, err := hex.DecodeString(d.RootKey)
	if err != nil {
		return nil, err
	}
	wrapping, err := newKey(derive(root, "peony root wrap"))
	if err != nil {
		return nil, err
	}
	k := &keys{tenant: tenant, data: map[uint32][]byte{}, opened: map[customerKey]cipher.AEAD{}}
	if k.shares, err = hex.DecodeString(d.Shares); err != nil {
		return nil, err
	}
	for text, wrapped := range d.TenantKeys {
		version, err := strconv.ParseUint(text, 10, 32)
		if err != nil {
			return nil, err
		}
		envelope, err := hex.DecodeString(wrapped)
		if err != nil {
			return nil, err
		}
		if k.data[uint32(version)], err = open(wrapping, envelope, k.place("tenant_key", "data "+text, tenant)); err != nil {
			return nil, err
		}
	}
	return k, nil
}

func (k *keys) place(table string, column string, row [16]byte) []byte {
	place := appendPart(make([]byte, 0, 128), k.tenant[:])
	place = appendPart(place, []byte(table))
	place = appendPart(place, []byte(column))
	return appendPart(place, row[:])
}

// share is the half of a customer's key that lies outside the database (Sources/Vault/Shares).
func (k *keys) share(slot string, row [16]byte) []byte {
	place := append([]byte("peony share place"), k.tenant[:]...)
	leaf := sha256.Sum256(append(append(place, row[:]...), slot...))
	bits := binary.BigEndian.Uint64(leaf[:8])
	var block [44]byte
	copy(block[:], k.shares)
	copy(block[32:], "peony share")
	for shift := 62; shift >= 0; shift -= 2 {
		block[43] = byte(bits >> shift & 3)
		node := sha256.Sum256(block[:])
		copy(block[:], node[:])
	}
	return block[:32:32]
}

func (k *keys) customer(slot string, wrapped []byte, row [16]byte) (cipher.AEAD, error) {
	id := customerKey{row, slot}
	k.mutex.RLock()
	key := k.opened[id]
	k.mutex.RUnlock()
	if key != nil {
		return key, nil
	}
	if len(wrapped) < 6 {
		return nil, errors.New("not an envelope")
	}
	data := k.data[binary.BigEndian.Uint32(wrapped[2:6])]
	if data == nil {
		return nil, errors.New("no data key of that version")
	}
	wrapping, err := newKey(derive(authenticate(data, k.share(slot, row)), "peony customer wrap"))
	if err != nil {
		return nil, err
	}
	bytes, err := open(wrapping, wrapped, k.place("app.customer", slot+"_key", row))
	if err != nil {
		return nil, err
	}
	if key, err = newKey(bytes); err != nil {
		return nil, err
	}
	k.mutex.Lock()
	if len(k.opened) >= keyLimit {
		k.opened = map[customerKey]cipher.AEAD{}
	}
	k.opened[id] = key
	k.mutex.Unlock()
	return key, nil
}
