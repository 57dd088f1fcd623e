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
}
