# Debian's libsearch-elasticsearch-perl. Arguments: address of the server, folder with articles.ndjson and expected.json.
use strict;
use warnings;
use JSON::PP ();
use Search::Elasticsearch;

my ( $url, $folder ) = @ARGV;
my $json  = JSON::PP->new->utf8->canonical;
my @pairs = map { $json->decode($_) } lines("$folder/articles.ndjson");
my ($expected) = map { $json->decode($_) } lines("$folder/expected.json");
my %article = map { $_->{id} => $_->{article} } @pairs;
my $es      = Search::Elasticsearch->new( nodes => $url, client => '8_0::Direct', gzip => 1, send_get_body_as => 'POST' );
my $index   = 'news';
my ( $steps, $failures ) = ( 0, 0 );

sub lines {
    open my $file, '<', shift or die $!;
    return <$file>;
}

sub step {
    my ( $name, $run ) = @_;
    $steps++;
    my $outcome = eval { $run->() // '' };
    if ( defined $outcome ) { print "ok   $name", ( length $outcome ? ": $outcome" : '' ), "\n" }
    else                    { $failures++; print "FAIL $name: ", substr( "$@", 0, 500 ), "\n" }
}

# Equal as JSON; a number is not a text.
sub same {
    my ( $got, $wanted ) = map { $json->encode( [$_] ) } @_;
    die "$got instead of $wanted at line " . (caller)[2] . "\n" unless $got eq $wanted;
    return;
}

# As same(), where the client hands on a truth in a form of its own.
sub truth { same( ( map { $_ ? 1 : 0 } @_ )[ 0, 1 ] ) }

sub raises {
    my ( $kind, $run ) = @_;
    die "no $kind at line " . (caller)[2] . "\n" if eval { $run->(); 1 };
    my $error = $@;
    die $error unless ref $error && $error->is($kind);
    return;
}

sub count { return $es->count( index => $index, @_ ? ( body => { query => $_[0] } ) : () )->{count} }
sub search { return $es->search( index => $index, body => $_[0] ) }

step info => sub {
    truth( $es->ping, 1 );
    return $es->info->{version}{number};
};

step 'create the index' => sub {
    my $mappings = { properties => { title => { type => 'text' }, body => { type => 'text' }, published => { type => 'date' } } };
    truth( $es->indices->create( index => $index, body => { settings => { number_of_shards => 1 }, mappings => $mappings } )->{acknowledged}, 1 );
    truth( $es->indices->exists( index => $index ),  1 );
    truth( $es->indices->exists( index => 'olds' ), 0 );
    raises( Request => sub { $es->indices->create( index => $index ) } );
};

step 'bulk helper' => sub {
    my ( $done, @errors ) = (0);
    my $bulk = $es->bulk_helper( index => $index, max_count => 300, on_success => sub { $done++ }, on_error => sub { push @errors, $_[1] } );
    $bulk->index( map { { id => $_->{id}, source => $_->{article} } } @pairs );
    $bulk->flush;
    same( [ $done, @errors ], [1000] );
};

step 'refresh and count' => sub {
    $es->indices->refresh( index => $index );
    same( count(), 1000 );
};

for my $search ( @{ $expected->{searches} } ) {
    step "search: $search->{name}" => sub {
        same( search( $search->{body} )->{hits}{total}, { value => $search->{total}, relation => 'eq' } );
        same( count( $search->{body}{query} ), $search->{total} );
        return $search->{total};
    };
}

step aggregations => sub {
    my $wanted = $expected->{aggregations};
    my $found  = search( $wanted->{body} )->{aggregations};
    same( { map { ( $_->{key} => $_->{doc_count} ) } @{ $found->{sources}{buckets} } }, $wanted->{sources} );
    same( { map { ( substr( $_->{key_as_string}, 0, 7 ) => $_->{doc_count} ) } @{ $found->{months}{buckets} } }, $wanted->{months} );
    same( $found->{authors}{value}, $wanted->{authors} );
    die "first is $found->{first}{value}\n" unless $found->{first}{value} == $wanted->{first};
    return;
};

step highlight => sub {
    my @hits = @{ search( $expected->{highlight} )->{hits}{hits} };
    same( [ map { index( $_->{highlight}{title}[0], '<em>Flood</em>' ) >= 0 ? 1 : 0 } @hits ], [ (1) x 10 ] );
};

step 'sort and search_after' => sub {
    my ( @newest, @after );
    while ( @newest < 300 ) {
        my @hits = @{ search( { size => 100, sort => [ { published => 'desc' } ], @after } )->{hits}{hits} };
        push @newest, map { $_->{_id} } @hits;
        @after = ( search_after => $hits[-1]{sort} );
    }
    same( \@newest, [ @{ $expected->{newest} }[ 0 .. 299 ] ] );
};

step msearch => sub {
    my $answers = $es->msearch( body => [ map { ( { index => $index }, $_->{body} ) } @{ $expected->{searches} } ] )->{responses};
    same( [ map { $_->{hits}{total}{value} } @$answers ], [ map { $_->{total} } @{ $expected->{searches} } ] );
};

step 'get, mget, exists' => sub {
    same( $es->get( index => $index, id => $_->{id} )->{_source}, $_->{article} ) for @pairs[ 0 .. 2 ];
    my @docs = @{ $es->mget( index => $index, body => { ids => [qw(story-0007 story-9999 story-0500)] } )->{docs} };
    truth( $docs[0]{found}, 1 );
    truth( $docs[1]{found}, 0 );
    same( $docs[2]{_source}, $pairs[500]{article} );
    truth( $es->exists( index => $index, id => 'story-0007' ), 1 );
    truth( $es->exists( index => $index, id => 'story-9999' ), 0 );
    same( $es->get_source( index => $index, id => 'story-0008' ), $pairs[8]{article} );
};

step 'scroll helper' => sub {
    my $scroll = $es->scroll_helper( index => $index, size => 250, body => { sort => ['_doc'] } );
    same( $scroll->total, 1000 );
    my %found;
    while ( my $hit = $scroll->next ) { $found{ $hit->{_id} } = $hit->{_source} }
    same( \%found, \%article );
    return scalar keys %found;
};

step 'point in time' => sub {
    my $point = $es->open_point_in_time( index => $index, keep_alive => '1m' )->{id};
    my ( @ids, @after );
    while (1) {
        my $answer = $es->search( body => { size => 400, sort => [ { published => 'asc' } ], pit => { id => $point, keep_alive => '1m' }, @after } );
        my @hits = @{ $answer->{hits}{hits} } or last;
        push @ids, map { $_->{_id} } @hits;
        @after = ( search_after => $hits[-1]{sort} );
        $point = $answer->{pit_id};
    }
    $es->close_point_in_time( body => { id => $point } );
    same( \@ids, [ map { $_->{id} } @pairs ] );
};

step update => sub {
    my $doc = { title => 'Zeppelin over Dunmarsh' };
    same( $es->update( index => $index, id => 'story-0003', body => { doc => $doc }, refresh => 'true' )->{result}, 'updated' );
    same( $es->get( index => $index, id => 'story-0003' )->{_source}, { %{ $pairs[3]{article} }, %$doc } );
    same( count( { match => { title => 'zeppelin' } } ), 1 );
    raises( Missing => sub { $es->update( index => $index, id => 'story-9999', body => { doc => $doc } ) } );
};

step 'index and delete one' => sub {
    my @one = ( index => $index, id => 'story-1000' );
    same( $es->index( @one, body => $pairs[0]{article}, refresh => 'wait_for' )->{result}, 'created' );
    same( count(), 1001 );
    same( $es->delete( @one, refresh => 'true' )->{result}, 'deleted' );
    raises( Missing => sub { $es->delete(@one) } );
    raises( Missing => sub { $es->get(@one) } );
    same( count(), 1000 );
};

step 'create what exists: conflict' => sub {
    raises( Conflict => sub { $es->create( index => $index, id => 'story-0001', body => $pairs[1]{article} ) } );
    my @conflicts;
    my $bulk = $es->bulk_helper( index => $index, on_conflict => sub { push @conflicts, $_[1] } );
    $bulk->create( map { { id => $_->{id}, source => $_->{article} } } @pairs[ 0, 1 ] );
    $bulk->flush;
    same( scalar @conflicts, 2 );
};

step delete_by_query => sub {
    my $done = $es->delete_by_query( index => $index, refresh => 'true', body => { query => { term => { 'section.keyword' => 'weather' } } } );
    same( $done->{deleted}, $expected->{weather} );
    same( count(),          1000 - $expected->{weather} );
    return $done->{deleted};
};

step "errors are the client's own" => sub {
    raises( Request => sub { search( { query => { no_such_query => {} } } ) } );
    raises( Request => sub { search( { size => -1 } ) } );
    raises( Missing => sub { $es->search( index => 'olds' ) } );
    raises( Missing => sub { $es->scroll( body => { scroll_id => 'c29tZXRoaW5n' } ) } );
};

step 'delete the index' => sub {
    truth( $es->indices->delete( index => $index )->{acknowledged}, 1 );
    truth( $es->indices->exists( index => $index ), 0 );
    raises( Missing => sub { $es->indices->delete( index => $index ) } );
};

print "$steps steps, $failures failures\n";
exit( $failures ? 1 : 0 );
