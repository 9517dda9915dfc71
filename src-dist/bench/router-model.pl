# A model server that is ready as soon as it listens: answers everything with 200 and its own name. For src-dist/bench/router.
#   perl router-model.pl PORT NAME
use strict;
use warnings;
use IO::Socket::INET;
my ($port, $name) = @ARGV;
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $port, Listen => 64, ReuseAddr => 1) or die "port $port: $!\n";
my $body = qq({"object":"chat.completion","model":"$name","choices":[]});
my $answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " . length($body) . "\r\n\r\n$body";
while (my $client = $server->accept) {
  my $length = 0;
  while (defined(my $line = <$client>)) {
    $length = $1 if $line =~ /^content-length:\s*(\d+)/i;
    last if $line =~ /^\r?\n$/;
  }
  read $client, my $unused, $length if $length;
  print $client $answer;
  close $client;
}
