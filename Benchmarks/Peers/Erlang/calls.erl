%% Erlang processes: request/response, mailbox fan-in.
-module(calls).
-export([main/0]).

%% The process that boots traps exits; the measurement runs in one that does not, so a linked failure ends it.
main() ->
    Arguments = init:get_plain_arguments(),
    {_, Monitor} = spawn_monitor(
                     fun() -> run(options(Arguments, #{rounds => 1, operations => 1000000, list => false})) end),
    receive
        {'DOWN', Monitor, process, _, normal} -> erlang:halt(0);
        {'DOWN', Monitor, process, _, Reason} -> io:format(standard_error, "~p~n", [Reason]), erlang:halt(2)
    end.

options([], Map) -> Map;
options(["--list" | Rest], Map) -> options(Rest, Map#{list := true});
options(["--peer", Value | Rest], Map) -> options(Rest, Map#{peer => Value});
options(["--benchmark", Value | Rest], Map) -> options(Rest, Map#{benchmark => Value});
options(["--rounds", Value | Rest], Map) -> options(Rest, Map#{rounds := list_to_integer(Value)});
options(["--operations", Value | Rest], Map) -> options(Rest, Map#{operations := list_to_integer(Value)});
%% Mailboxes are unbounded and the emulator places its schedulers: accepted, not used.
options(["--capacity", _ | Rest], Map) -> options(Rest, Map);
options([Other | _], _) -> error({unknown_option, Other}).

run(Options = #{rounds := Rounds, operations := Operations, list := List}) ->
    Key = "erlang-process",
    Peer = "Erlang/OTP " ++ erlang:system_info(otp_release) ++ " process",
    All = [{"call-roundtrip", fun round_trip/1}, {"fanin-1", fun(N) -> fan_in(N, 1) end},
           {"fanin-3", fun(N) -> fan_in(N, 3) end}, {"replies-stream", fun pipelined/1}],
    Chosen = [Entry || Entry = {Name, _} <- All, maps:get(benchmark, Options, Name) =:= Name,
                       maps:get(peer, Options, Key) =:= Key],
    Chosen =/= [] orelse error(no_such_peer_or_benchmark),
    lists:foreach(
      fun({Name, _}) when List ->
              io:format("{\"key\":\"~s\",\"peer\":\"~s\",\"benchmark\":\"~s\"}~n", [Key, Peer, Name]);
         ({Name, Round}) ->
              Round(max(Operations div 10, 1000)),
              lists:foreach(
                fun(_) ->
                        Each = Round(Operations) / Operations,
                        io:format("{\"peer\":\"~s\",\"benchmark\":\"~s\",\"nanosecondsPerOperation\":~.4f,"
                                  "\"operations\":~b,\"pinned\":[~s]}~n", [Peer, Name, Each, Operations, affinity()])
                end, lists:seq(1, Rounds))
      end, Chosen).

%% One operation: a message to a process and its answer.
round_trip(Operations) ->
    Echo = spawn_link(fun echo/0),
    Start = erlang:monotonic_time(nanosecond),
    ask(Echo, 0, Operations),
    Elapsed = erlang:monotonic_time(nanosecond) - Start,
    Echo ! stop,
    Elapsed.

echo() ->
    receive
        {From, Value} -> From ! Value + 1, echo();
        stop -> ok
    end.

ask(_, Operations, Operations) -> ok;
ask(Echo, Value, Operations) ->
    Echo ! {self(), Value},
    Expected = Value + 1,
    receive
        Expected -> ask(Echo, Expected, Operations);
        Other -> error({verification_failed, Other, Expected})
    end.

%% One operation: a message sent by one process without waiting, its answer taken by another.
pipelined(Operations) ->
    Echo = spawn_link(fun echo/0),
    Self = self(),
    Start = erlang:monotonic_time(nanosecond),
    spawn_link(fun() -> request(Echo, Self, 0, Operations) end),
    answers(1, Operations),
    Elapsed = erlang:monotonic_time(nanosecond) - Start,
    Echo ! stop,
    Elapsed.

request(_, _, Operations, Operations) -> ok;
request(Echo, Reader, Value, Operations) ->
    Echo ! {Reader, Value},
    request(Echo, Reader, Value + 1, Operations).

%% Takes whatever is first, so a reordered answer is noticed.
answers(Next, Operations) when Next > Operations -> ok;
answers(Next, Operations) ->
    receive
        Next -> answers(Next + 1, Operations);
        Other -> error({verification_failed, Other, Next})
    end.

%% One operation: one message from any sender taken from the receiver's mailbox.
fan_in(Operations, Senders) ->
    Self = self(),
    Receiver = spawn_link(fun() -> Self ! {sum, take(Operations, 0)} end),
    Shares = [Operations div Senders + (if Index < Operations rem Senders -> 1; true -> 0 end)
              || Index <- lists:seq(0, Senders - 1)],
    Start = erlang:monotonic_time(nanosecond),
    [spawn_link(fun() -> send(Receiver, 0, Count) end) || Count <- Shares],
    Sum = receive {sum, Total} -> Total end,
    Elapsed = erlang:monotonic_time(nanosecond) - Start,
    Sum =:= lists:sum([Count * (Count - 1) div 2 || Count <- Shares]) orelse error({verification_failed, Sum}),
    Elapsed.

take(0, Sum) -> Sum;
take(Left, Sum) -> receive Value -> take(Left - 1, Sum + Value) end.

send(_, Count, Count) -> ok;
send(Receiver, Value, Count) -> Receiver ! Value, send(Receiver, Value + 1, Count).

%% Processors the emulator may use, "1,2".
affinity() ->
    case file:open("/proc/self/status", [read]) of
        {ok, File} -> Cpus = allowed(File), ok = file:close(File), Cpus;
        {error, _} -> ""
    end.

allowed(File) ->
    case io:get_line(File, "") of
        "Cpus_allowed_list:" ++ Rest ->
            Parts = string:tokens(string:trim(Rest), ","),
            Cpus = lists:flatmap(
                     fun(Part) ->
                             Ends = [list_to_integer(End) || End <- string:tokens(Part, "-")],
                             lists:seq(hd(Ends), lists:last(Ends))
                     end, Parts),
            lists:join(",", [integer_to_list(Cpu) || Cpu <- Cpus]);
        eof -> "";
        _ -> allowed(File)
    end.
