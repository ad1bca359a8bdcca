// The customers' get and list as a Go service would do them: the same statements, rights, sealing and JSON.
package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/jackc/pgx/v4"
	"github.com/jackc/pgx/v4/pgxpool"
)

type statement struct {
	SQL    string    `json:"sql"`
	Values []*string `json:"values"`
}

type field struct {
	Name, Kind, Column, Mask string
	Slot                     string
	// The column's number; none of an object, which has parts.
	Place  int
	Parts  []field
	Masked bool
}

type job struct {
	Preamble, Select statement
	ID               string
	Fields           []field
	idPlace          int
}

type description struct {
	Token, Tenant, RootKey, Shares string
	TenantKeys                     map[string]string
	Database                       map[string]string
	Get, List                      job
}

type service struct {
	pool        *pgxpool.Pool
	keys        *keys
	description *description
}

func arguments(values []*string) []interface{} {
	result := make([]interface{}, len(values))
	for index, value := range values {
		if value != nil {
			result[index] = *value
		}
	}
	return result
}

// rows sends context and statement as one batch, which is one flight and one implicit transaction, and hands each row
// to body before the connection goes back.
func (s *service) rows(ctx context.Context, j *job, values []interface{}, body func(pgx.Rows) error) error {
	batch := &pgx.Batch{}
	batch.Queue(j.Preamble.SQL, arguments(j.Preamble.Values)...)
	batch.Queue(j.Select.SQL, values...)
	results := s.pool.SendBatch(ctx, batch)
	defer results.Close()
	if _, err := results.Exec(); err != nil {
		return err
	}
	rows, err := results.Query()
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := body(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func (s *service) isSignedIn(w http.ResponseWriter, r *http.Request) bool {
	if r.Header.Get("Authorization") == "Bearer "+s.description.Token {
		return true
	}
	http.Error(w, "", http.StatusUnauthorized)
	return false
}

func (s *service) get(w http.ResponseWriter, r *http.Request) {
	if !s.isSignedIn(w, r) {
		return
	}
	j := &s.description.Get
	values := arguments(j.Select.Values)
	values[j.idPlace] = strings.TrimPrefix(r.URL.Path, "/v1/customers/")
	var answer []byte
	err := s.rows(r.Context(), j, values, func(rows pgx.Rows) error {
		var err error
		answer, err = s.appendObject(make([]byte, 0, 1024), rows, j.Fields)
		return err
	})
	respond(w, answer, err)
}

func (s *service) list(w http.ResponseWriter, r *http.Request) {
	if !s.isSignedIn(w, r) {
		return
	}
	j := &s.description.List
	answer := append(make([]byte, 0, 32*1024), `{"data":[`...)
	count := 0
	err := s.rows(r.Context(), j, arguments(j.Select.Values), func(rows pgx.Rows) error {
		if count++; count > 50 {
			return nil
		}
		if count > 1 {
			answer = append(answer, ',')
		}
		var err error
		answer, err = s.appendObject(answer, rows, j.Fields)
		return err
	})
	respond(w, append(answer, `],"page":{"next":null}}`...), err)
}

func respond(w http.ResponseWriter, answer []byte, err error) {
	switch {
	case err != nil:
		log.Print(err)
		http.Error(w, "", http.StatusInternalServerError)
	case answer == nil:
		http.Error(w, "", http.StatusNotFound)
	default:
		w.Header().Set("Content-Type", "application/json")
		if _, err := w.Write(answer); err != nil {
			log.Print(err)
		}
	}
}

func newService() (*service, error) {
	text, err := os.ReadFile(os.Getenv("PEONY_BENCH_DESCRIPTION"))
	if err != nil {
		return nil, err
	}
	d := &description{}
	if err := json.Unmarshal(text, d); err != nil {
		return nil, err
	}
	for place, value := range d.Get.Select.Values {
		if value != nil && *value == d.Get.ID {
			d.Get.idPlace = place
		}
	}
	k, err := newKeys(d)
	if err != nil {
		return nil, err
	}
	// libpq's variables, which pgx reads as well: the password is on no command line.
	for name, value := range d.Database {
		if err := os.Setenv(name, value); err != nil {
			return nil, err
		}
	}
	config, err := pgxpool.ParseConfig("")
	if err != nil {
		return nil, err
	}
	config.MaxConns = 16
	pool, err := pgxpool.ConnectConfig(context.Background(), config)
	if err != nil {
		return nil, err
	}
	return &service{pool, k, d}, nil
}

func main() {
	s, err := newService()
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("/ready", func(w http.ResponseWriter, _ *http.Request) {})
	http.HandleFunc("/v1/customers/", s.get)
	http.HandleFunc("/v1/customers", s.list)
	log.Fatal(http.ListenAndServe(os.Args[1], nil))
}
