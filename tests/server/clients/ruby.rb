# Debian's ruby-elasticsearch. Arguments: address of the server, folder with articles.ndjson and expected.json.
require 'elasticsearch'
require 'json'

url, folder = ARGV
PAIRS = File.readlines(File.join(folder, 'articles.ndjson'), encoding: 'UTF-8').map { |line| JSON.parse(line).values_at('id', 'article') }
EXPECTED = JSON.parse(File.read(File.join(folder, 'expected.json'), encoding: 'UTF-8'))
CLIENT = Elasticsearch::Client.new(url: url, compression: true)
Errors = Elasticsearch::Transport::Transport::Errors
INDEX = 'news'
$steps = $failures = 0

def step(name)
  $steps += 1
  outcome = yield
  puts "ok   #{name}" + (outcome.nil? ? '' : ": #{outcome}")
rescue StandardError => error
  $failures += 1
  line = error.backtrace.find { |one| one.include?('block in <main>') }.to_s[/:(\d+):/, 1]
  puts "FAIL #{name} (line #{line}): #{error.class} #{error.message}"
end

def same(got, wanted)
  raise "#{got.inspect} instead of #{wanted.inspect}" unless got == wanted
  nil
end

def raises(kind)
  yield
  raise "no #{kind}"
rescue kind
  nil
end

def search(body)
  CLIENT.search(index: INDEX, body: body)
end

def count(query = nil)
  CLIENT.count(**{ index: INDEX, body: query && { query: query } }.compact)['count']
end

step('info') do
  same(CLIENT.ping, true)
  CLIENT.info['version']['number']
end

step('create the index') do
  mappings = { properties: { title: { type: 'text' }, body: { type: 'text' }, published: { type: 'date' } } }
  same(CLIENT.indices.create(index: INDEX, body: { settings: { number_of_shards: 1 }, mappings: mappings })['acknowledged'], true)
  same([CLIENT.indices.exists?(index: INDEX), CLIENT.indices.exists?(index: 'olds')], [true, false])
  raises(Errors::BadRequest) { CLIENT.indices.create(index: INDEX) }
end

step('bulk') do
  # The form in which the article stands beside its metadata: the client writes the lines.
  PAIRS.each_slice(300) do |some|
    answer = CLIENT.bulk(body: some.map { |id, one| { index: { _index: INDEX, _id: id, data: one } } })
    same(answer['errors'], false)
    same(answer['items'].map { |item| item['index']['status'] }.uniq, [201])
  end
  nil
end

step('refresh and count') do
  CLIENT.indices.refresh(index: INDEX)
  same(count, 1000)
end

EXPECTED['searches'].each do |one|
  step("search: #{one['name']}") do
    same(search(one['body'])['hits']['total'], { 'value' => one['total'], 'relation' => 'eq' })
    same(count(one['body']['query']), one['total'])
    one['total']
  end
end

step('aggregations') do
  wanted = EXPECTED['aggregations']
  found = search(wanted['body'])['aggregations']
  same(found['sources']['buckets'].to_h { |bucket| bucket.values_at('key', 'doc_count') }, wanted['sources'])
  same(found['months']['buckets'].to_h { |bucket| [bucket['key_as_string'][0, 7], bucket['doc_count']] }, wanted['months'])
  same([found['authors']['value'], found['first']['value']], wanted.values_at('authors', 'first'))
end

step('highlight') do
  hits = search(EXPECTED['highlight'])['hits']['hits']
  same(hits.map { |hit| hit['highlight']['title'][0].include?('<em>Flood</em>') }, [true] * 10)
end

step('sort and search_after') do
  newest = []
  after = {}
  while newest.size < 300
    hits = search({ size: 100, sort: [{ published: 'desc' }] }.merge(after))['hits']['hits']
    newest.concat(hits.map { |hit| hit['_id'] })
    after = { search_after: hits.last['sort'] }
  end
  same(newest, EXPECTED['newest'][0, 300])
end

step('msearch') do
  answers = CLIENT.msearch(body: EXPECTED['searches'].map { |one| { index: INDEX, search: one['body'] } })['responses']
  same(answers.map { |answer| answer['hits']['total']['value'] }, EXPECTED['searches'].map { |one| one['total'] })
end

step('get, mget, exists') do
  PAIRS[0, 3].each { |id, one| same(CLIENT.get(index: INDEX, id: id)['_source'], one) }
  docs = CLIENT.mget(index: INDEX, body: { ids: %w[story-0007 story-9999 story-0500] })['docs']
  same(docs.map { |one| one['found'] }, [true, false, true])
  same(docs[2]['_source'], PAIRS[500][1])
  same([CLIENT.exists?(index: INDEX, id: 'story-0007'), CLIENT.exists?(index: INDEX, id: 'story-9999')], [true, false])
  same(CLIENT.get_source(index: INDEX, id: 'story-0008'), PAIRS[8][1])
end

step('scroll') do
  found = {}
  answer = CLIENT.search(index: INDEX, scroll: '1m', size: 250, body: { sort: ['_doc'] })
  until answer['hits']['hits'].empty?
    answer['hits']['hits'].each { |hit| found[hit['_id']] = hit['_source'] }
    answer = CLIENT.scroll(body: { scroll_id: answer['_scroll_id'], scroll: '1m' })
  end
  CLIENT.clear_scroll(body: { scroll_id: answer['_scroll_id'] })
  same(found == PAIRS.to_h, true)
  found.size
end

step('scroll by address') do
  answer = CLIENT.search(index: INDEX, scroll: '1m', size: 600)
  first = answer['hits']['hits'].map { |hit| hit['_id'] }
  answer = CLIENT.scroll(scroll_id: answer['_scroll_id'], scroll: '1m')
  same((first | answer['hits']['hits'].map { |hit| hit['_id'] }).size, 1000)
  CLIENT.clear_scroll(scroll_id: answer['_scroll_id'])
  nil
end

step('point in time') do
  point = CLIENT.open_point_in_time(index: INDEX, keep_alive: '1m')['id']
  ids = []
  after = {}
  loop do
    answer = CLIENT.search(body: { size: 400, sort: [{ published: 'asc' }], pit: { id: point, keep_alive: '1m' } }.merge(after))
    hits = answer['hits']['hits']
    break if hits.empty?

    ids.concat(hits.map { |hit| hit['_id'] })
    after = { search_after: hits.last['sort'] }
    point = answer['pit_id']
  end
  CLIENT.close_point_in_time(body: { id: point })
  same(ids, PAIRS.map(&:first))
end

step('update') do
  title = { 'title' => 'Zeppelin over Dunmarsh' }
  same(CLIENT.update(index: INDEX, id: 'story-0003', body: { doc: title }, refresh: true)['result'], 'updated')
  same(CLIENT.get(index: INDEX, id: 'story-0003')['_source'], PAIRS[3][1].merge(title))
  same(count({ match: { title: 'zeppelin' } }), 1)
  raises(Errors::NotFound) { CLIENT.update(index: INDEX, id: 'story-9999', body: { doc: title }) }
end

step('index and delete one') do
  same(CLIENT.index(index: INDEX, id: 'story-1000', body: PAIRS[0][1], refresh: 'wait_for')['result'], 'created')
  same(count, 1001)
  same(CLIENT.delete(index: INDEX, id: 'story-1000', refresh: true)['result'], 'deleted')
  raises(Errors::NotFound) { CLIENT.delete(index: INDEX, id: 'story-1000') }
  raises(Errors::NotFound) { CLIENT.get(index: INDEX, id: 'story-1000') }
  same(count, 1000)
end

step('create what exists: conflict') do
  raises(Errors::Conflict) { CLIENT.create(index: INDEX, id: 'story-0001', body: PAIRS[1][1]) }
  answer = CLIENT.bulk(body: PAIRS[0, 2].map { |id, one| { create: { _index: INDEX, _id: id, data: one } } })
  same(answer['errors'], true)
  same(answer['items'].map { |item| item['create']['status'] }, [409, 409])
end

step('delete_by_query') do
  same(CLIENT.delete_by_query(index: INDEX, body: { query: { term: { 'section.keyword' => 'weather' } } }, refresh: true)['deleted'], EXPECTED['weather'])
  same(count, 1000 - EXPECTED['weather'])
  EXPECTED['weather']
end

step("errors are the client's own") do
  raises(Errors::BadRequest) { search({ query: { no_such_query: {} } }) }
  raises(Errors::BadRequest) { search({ size: -1 }) }
  raises(Errors::NotFound) { CLIENT.search(index: 'olds') }
  raises(Errors::NotFound) { CLIENT.scroll(body: { scroll_id: 'c29tZXRoaW5n' }) }
end

step('delete the index') do
  same(CLIENT.indices.delete(index: INDEX)['acknowledged'], true)
  same(CLIENT.indices.exists?(index: INDEX), false)
  raises(Errors::NotFound) { CLIENT.indices.delete(index: INDEX) }
end

puts "#{$steps} steps, #{$failures} failures"
exit($failures.zero? ? 0 : 1)
