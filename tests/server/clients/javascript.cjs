// @elastic/elasticsearch 8 and 9, @opensearch-project/opensearch.
// Arguments: es8, es9 or opensearch; address of the server; folder with articles.ndjson and expected.json; folder whose node_modules has the clients.
'use strict'
const assert = require('node:assert')
const fs = require('node:fs')
const path = require('node:path')

const [kind, url, folder, modules] = process.argv.slice(2)
const { Client, errors } = require(path.join(modules, 'node_modules', kind))
const opensearch = kind === 'opensearch'
const pairs = fs.readFileSync(path.join(folder, 'articles.ndjson'), 'utf8').trim().split('\n').map((line) => JSON.parse(line))
const expected = JSON.parse(fs.readFileSync(path.join(folder, 'expected.json'), 'utf8'))
const client = opensearch ? new Client({ node: url, compression: 'gzip', suggestCompression: true }) : new Client({ node: url, compression: true })
const index = 'news'
let steps = 0
let failures = 0

async function step (name, run) {
  steps++
  try {
    const outcome = await run()
    console.log(`ok   ${name}` + (outcome === undefined ? '' : `: ${outcome}`))
  } catch (error) {
    failures++
    const line = /javascript\.cjs:(\d+)/.exec(error.stack || '')
    console.log(`FAIL ${name}${line ? ` (line ${line[1]})` : ''}: ${error.name} ${error.message}`)
  }
}

// The clients of Elasticsearch take what goes into the body beside the rest and give back the body; that of OpenSearch has it in `body` both ways.
const asked = (parameters, body) => opensearch ? { ...parameters, body } : { ...parameters, ...body }
const answered = async (promise) => { const answer = await promise; return opensearch ? answer.body : answer }
const search = (body, parameters = { index }) => answered(client.search(asked(parameters, body)))
const count = async (query) => (await answered(client.count(asked({ index }, query ? { query } : {})))).count
const source = async (id) => (await answered(client.get({ index, id })))._source
const document = (parameters, one) => opensearch ? { ...parameters, body: one } : { ...parameters, document: one }

async function raises (status, type, run) {
  await assert.rejects(run, (error) => {
    assert(error instanceof errors.ResponseError, `${error.name} ${error.message}`)
    assert.strictEqual(error.statusCode, status)
    const body = opensearch ? error.body : error.meta.body
    if (type) assert.strictEqual(body.error.type, type)
    return true
  })
}

async function main () {
  await step('info', async () => {
    assert(await answered(client.ping()))
    return (await answered(client.info())).version.number
  })

  await step('create the index', async () => {
    const body = { settings: { number_of_shards: 1 }, mappings: { properties: { title: { type: 'text' }, body: { type: 'text' }, published: { type: 'date' } } } }
    assert.strictEqual((await answered(client.indices.create(asked({ index }, body)))).acknowledged, true)
    assert.strictEqual(await answered(client.indices.exists({ index })), true)
    assert.strictEqual(await answered(client.indices.exists({ index: 'olds' })), false)
    await raises(400, 'resource_already_exists_exception', () => client.indices.create({ index }))
  })

  await step('bulk helper', async () => {
    const dropped = []
    const done = await client.helpers.bulk({
      datasource: pairs, flushBytes: 100000, onDrop: (one) => dropped.push(one), onDocument: ({ id, article }) => [{ index: { _index: index, _id: id } }, article]
    }).catch((error) => { throw error })
    assert.deepStrictEqual([done.successful, done.failed, dropped.length], [1000, 0, 0])
  })

  await step('bulk helper with sources', async () => {
    // The articles are lines already: the helper sends them as they are.
    const done = await client.helpers.bulk({
      datasource: pairs.slice(0, 10).map((one) => one.article), refreshOnCompletion: index, onDocument: () => ({ index: { _index: index, _id: 'one-id' } })
    })
    assert.strictEqual(done.successful, 10)
    await answered(client.delete({ index, id: 'one-id' }))
  })

  await step('refresh and count', async () => {
    await client.indices.refresh({ index })
    assert.strictEqual(await count(), 1000)
  })

  for (const { name, body, total } of expected.searches) {
    await step(`search: ${name}`, async () => {
      assert.deepStrictEqual((await search(body)).hits.total, { value: total, relation: 'eq' })
      assert.strictEqual(await count(body.query), total)
      return total
    })
  }

  await step('search helper', async () => {
    const found = await client.helpers.search(asked({ index }, { query: { match: { title: 'flood' } }, size: 5 }))
    assert.deepStrictEqual(found.map((one) => one.title.startsWith('Flood')), [true, true, true, true, true])
  })

  await step('aggregations', async () => {
    const wanted = expected.aggregations
    const found = (await search(wanted.body)).aggregations
    const table = (buckets, key) => Object.fromEntries(buckets.map((bucket) => [key(bucket), bucket.doc_count]))
    assert.deepStrictEqual(table(found.sources.buckets, (bucket) => bucket.key), wanted.sources)
    assert.deepStrictEqual(table(found.months.buckets, (bucket) => bucket.key_as_string.slice(0, 7)), wanted.months)
    assert.strictEqual(found.authors.value, wanted.authors)
    assert.strictEqual(found.first.value, wanted.first)
  })

  await step('highlight', async () => {
    const hits = (await search(expected.highlight)).hits.hits
    assert.strictEqual(hits.length, 10)
    for (const hit of hits) assert.match(hit.highlight.title[0], /<em>Flood<\/em>/)
  })

  await step('sort and search_after', async () => {
    const newest = []
    let after
    while (newest.length < 300) {
      const { hits } = (await search({ size: 100, sort: [{ published: 'desc' }], ...(after ? { search_after: after } : {}) })).hits
      newest.push(...hits.map((hit) => hit._id))
      after = hits.at(-1).sort
    }
    assert.deepStrictEqual(newest, expected.newest.slice(0, 300))
  })

  await step('msearch', async () => {
    const lines = expected.searches.flatMap(({ body }) => [{ index }, body])
    const { responses } = await answered(client.msearch(opensearch ? { body: lines } : { searches: lines }))
    assert.deepStrictEqual(responses.map((one) => one.hits.total.value), expected.searches.map((one) => one.total))
  })

  await step('msearch helper', async () => {
    const together = client.helpers.msearch({ operations: 5, flushInterval: 50 })
    const answers = await Promise.all(expected.searches.map(({ body }) => together.search({ index }, body)))
    assert.deepStrictEqual(answers.map((one) => one.body.hits.total.value), expected.searches.map((one) => one.total))
    together.stop()
  })

  await step('get, mget, exists', async () => {
    for (const { id, article } of pairs.slice(0, 3)) assert.deepStrictEqual(await source(id), article)
    const { docs } = await answered(client.mget(asked({ index }, { ids: ['story-0007', 'story-9999', 'story-0500'] })))
    assert.deepStrictEqual(docs.map((one) => one.found), [true, false, true])
    assert.deepStrictEqual(docs[2]._source, pairs[500].article)
    assert.strictEqual(await answered(client.exists({ index, id: 'story-0007' })), true)
    assert.strictEqual(await answered(client.exists({ index, id: 'story-9999' })), false)
    assert.deepStrictEqual(await answered(client.getSource({ index, id: 'story-0008' })), pairs[8].article)
  })

  await step('scroll helper', async () => {
    const found = []
    for await (const one of client.helpers.scrollDocuments(asked({ index, size: 250 }, { query: { match_all: {} } }))) found.push(one)
    assert.strictEqual(found.length, 1000)
    assert.deepStrictEqual(found.sort((a, b) => a.published < b.published ? -1 : 1), pairs.map((one) => one.article))
    return found.length
  })

  await step('point in time', async () => {
    const open = opensearch ? client.createPit({ index, keep_alive: '1m' }) : client.openPointInTime({ index, keep_alive: '1m' })
    let id = (await answered(open))[opensearch ? 'pit_id' : 'id']
    const ids = []
    for (let after; ;) {
      const answer = await search({ size: 400, sort: [{ published: 'asc' }], pit: { id, keep_alive: '1m' }, ...(after ? { search_after: after } : {}) }, {})
      if (!answer.hits.hits.length) break
      ids.push(...answer.hits.hits.map((hit) => hit._id))
      after = answer.hits.hits.at(-1).sort
      id = answer.pit_id
    }
    await (opensearch ? client.deletePit({ body: { pit_id: [id] } }) : client.closePointInTime({ id }))
    assert.deepStrictEqual(ids, pairs.map((one) => one.id))
  })

  await step('update', async () => {
    const doc = { title: 'Zeppelin over Dunmarsh' }
    assert.strictEqual((await answered(client.update(asked({ index, id: 'story-0003', refresh: true }, { doc })))).result, 'updated')
    assert.deepStrictEqual(await source('story-0003'), { ...pairs[3].article, ...doc })
    assert.strictEqual(await count({ match: { title: 'zeppelin' } }), 1)
    await raises(404, 'document_missing_exception', () => client.update(asked({ index, id: 'story-9999' }, { doc })))
  })

  await step('index and delete one', async () => {
    const id = 'story-1000'
    assert.strictEqual((await answered(client.index(document({ index, id, refresh: 'wait_for' }, pairs[0].article)))).result, 'created')
    assert.strictEqual(await count(), 1001)
    assert.strictEqual((await answered(client.delete({ index, id, refresh: true }))).result, 'deleted')
    await raises(404, undefined, () => client.delete({ index, id }))
    await raises(404, undefined, () => client.get({ index, id }))
    assert.strictEqual(await count(), 1000)
  })

  await step('create what exists: conflict', async () => {
    await raises(409, 'version_conflict_engine_exception', () => client.create(document({ index, id: 'story-0001' }, pairs[1].article)))
    const dropped = []
    const done = await client.helpers.bulk({
      datasource: pairs.slice(0, 2), onDrop: (one) => dropped.push(one.status), onDocument: ({ id, article }) => [{ create: { _index: index, _id: id } }, article]
    })
    assert.deepStrictEqual([done.successful, done.failed, dropped], [0, 2, [409, 409]])
  })

  await step('delete_by_query', async () => {
    const done = await answered(client.deleteByQuery(asked({ index, refresh: true }, { query: { term: { 'section.keyword': 'weather' } } })))
    assert.strictEqual(done.deleted, expected.weather)
    assert.strictEqual(await count(), 1000 - expected.weather)
    return done.deleted
  })

  await step("errors are the client's own", async () => {
    await raises(400, 'parsing_exception', () => search({ query: { no_such_query: {} } }))
    await raises(400, undefined, () => search({ size: -1 }))
    await raises(404, 'index_not_found_exception', () => search({}, { index: 'olds' }))
    await raises(404, undefined, () => client.scroll(asked({}, { scroll_id: 'c29tZXRoaW5n' })))
  })

  await step('delete the index', async () => {
    assert.strictEqual((await answered(client.indices.delete({ index }))).acknowledged, true)
    assert.strictEqual(await answered(client.indices.exists({ index })), false)
    await raises(404, 'index_not_found_exception', () => client.indices.delete({ index }))
  })

  await client.close()
  console.log(`${steps} steps, ${failures} failures`)
  process.exitCode = failures ? 1 : 0
}

main()
