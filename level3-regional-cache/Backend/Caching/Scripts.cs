namespace Shop.Caching;

/// <summary>
/// What has to happen in Redis at once. An entry is a hash: the version of what it tells of, and
/// one value per release, because releases that run side by side answer differently. An entry with
/// a version and no value is a tombstone: it keeps older values out.
/// </summary>
internal static class Scripts
{
    /// <summary>
    /// Keys: entry, lease. Arguments: token, version (0: that of before), release, value, life in ms.
    /// With a token, only if the lease is still that one: a drop in between took it away.
    /// Without a version, what other releases have may be older: a new value replaces it, and one
    /// that was only missing for this release doesn't make it live longer.
    /// </summary>
    public const string Store =
        """
        if ARGV[1] ~= '' and redis.call('get', KEYS[2]) ~= ARGV[1] then return 0 end
        redis.call('del', KEYS[2])
        local known = tonumber(redis.call('hget', KEYS[1], 'version') or '0')
        local version = tonumber(ARGV[2])
        local life = ARGV[5]
        if version == 0 then
            version = known
            if ARGV[1] == '' or redis.call('hexists', KEYS[1], ARGV[3]) == 1 then
                redis.call('del', KEYS[1])
            elseif redis.call('hlen', KEYS[1]) > 1 then
                life = math.min(life, redis.call('pttl', KEYS[1]))
            end
        end
        if known > version then return 0 end
        if known ~= version then redis.call('del', KEYS[1]) end
        redis.call('hset', KEYS[1], 'version', version, ARGV[3], ARGV[4])
        redis.call('pexpire', KEYS[1], life)
        return 1
        """;

    /// <summary>
    /// Keys: entry, lease. Arguments: version (0: unknown), life of the tombstone in ms.
    /// What is that new already stays: blue and green both hear of a change, and the second one
    /// must not drop what was read since.
    /// </summary>
    public const string Drop =
        """
        local known = tonumber(redis.call('hget', KEYS[1], 'version') or '0')
        local version = tonumber(ARGV[1])
        if version > 0 and known >= version then return 0 end
        redis.call('del', KEYS[1], KEYS[2])
        if version > 0 then
            redis.call('hset', KEYS[1], 'version', version)
            redis.call('pexpire', KEYS[1], ARGV[2])
        end
        return 1
        """;

    /// <summary>Arguments: patterns. A real shop's cache is too large to be listed in one go.</summary>
    public const string DropAll =
        """
        local count = 0
        for _, pattern in ipairs(ARGV) do
            for _, key in ipairs(redis.call('keys', pattern)) do
                count = count + redis.call('unlink', key)
            end
        end
        return count
        """;

    /// <summary>
    /// Keys: changes of the cart, carts with changes. Arguments: customer, product, quantity, until
    /// when. The number is the time in microseconds, and never the same one twice. Later than until
    /// when, whoever asked has written it to the database, and maybe something newer since.
    /// </summary>
    public const string Enqueue =
        """
        local now = redis.call('time')
        local number = now[1] * 1000000 + now[2]
        if number > tonumber(ARGV[4]) then return 0 end
        local last = redis.call('zrange', KEYS[1], -1, -1, 'withscores')
        if last[2] and tonumber(last[2]) >= number then number = tonumber(last[2]) + 1 end
        number = string.format('%.0f', number)
        redis.call('zadd', KEYS[1], number, number .. ':' .. ARGV[2] .. ':' .. ARGV[3])
        redis.call('sadd', KEYS[2], ARGV[1])
        return 1
        """;

    /// <summary>
    /// Keys: changes of the cart, carts with changes. Arguments: customer, number of the last
    /// change that is in the database. How many these were; each is counted once, whoever asks.
    /// </summary>
    public const string Settle =
        """
        local count = redis.call('zremrangebyscore', KEYS[1], '-inf', ARGV[2])
        if redis.call('exists', KEYS[1]) == 0 then redis.call('srem', KEYS[2], ARGV[1]) end
        return count
        """;

    /// <summary>Keys: carts with changes. Argument: prefix of the carts' changes.</summary>
    public const string CountPending =
        """
        local count = 0
        for _, customer in ipairs(redis.call('smembers', KEYS[1])) do
            count = count + redis.call('zcard', ARGV[1] .. customer)
        end
        return count
        """;
}
