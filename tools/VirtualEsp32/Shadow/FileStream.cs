using System;
using System.IO;
using VirtualEsp32.Storage;

namespace VirtualEsp32.Shadow
{
    /// <summary>
    /// nanoFramework's <c>System.IO.FileStream</c> on the virtual flash. What is written becomes durable by <see cref="Stream.Close"/>
    /// or <see cref="Stream.Dispose()"/>; <see cref="Flush"/> makes nothing durable. A stream that nobody closes keeps its file
    /// open until the board is reset.
    /// </summary>
    public class FileStream : Stream
    {
        private readonly VirtualFlash _flash;
        private readonly bool _canRead;
        private readonly bool _canWrite;
        private readonly long _seekLimit;
        private FlashHandle? _handle;
        private long _position;

        /// <summary>Opens a file that others may read meanwhile.</summary>
        public FileStream(string path, FileMode mode)
            : this(path, mode, mode == FileMode.Append ? FileAccess.Write : FileAccess.ReadWrite)
        {
        }

        /// <summary>Opens a file that others may read meanwhile.</summary>
        public FileStream(string path, FileMode mode, FileAccess access)
            : this(path, mode, access, FileShare.Read)
        {
        }

        /// <summary>Opens a file.</summary>
        public FileStream(string path, FileMode mode, FileAccess access, FileShare share)
            : this(path, mode, access, share, 0)
        {
        }

        /// <summary>Opens a file.</summary>
        /// <param name="path">From the drive <c>I:\</c> on.</param>
        /// <param name="mode">What is to be there already, or not.</param>
        /// <param name="access">What it is for.</param>
        /// <param name="share">What others may do meanwhile.</param>
        /// <param name="bufferSize">Unused, as on the platform.</param>
        /// <exception cref="ArgumentException">A mode that writes, without access for writing.</exception>
        /// <exception cref="IOException">The mode does not fit what is there, somebody else has the file, or the flash is full.</exception>
        public FileStream(string path, FileMode mode, FileAccess access, FileShare share, int bufferSize)
        {
            Name = FlashPath.Normal(path);
            if (mode is < FileMode.CreateNew or > FileMode.Append
                || access is < FileAccess.Read or > FileAccess.ReadWrite
                || share is < FileShare.None or > FileShare.ReadWrite
                || bufferSize < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(mode));
            }

            _canRead = (access & FileAccess.Read) != 0;
            _canWrite = (access & FileAccess.Write) != 0;
            if ((mode is not (FileMode.Open or FileMode.OpenOrCreate) && !_canWrite) || (mode == FileMode.Append && _canRead))
            {
                throw new ArgumentException("The access does not fit the mode.", nameof(access));
            }

            _flash = VirtualBoard.Current.Flash;
            object record = _flash.Lock(Name, access, share);
            try
            {
                var entry = _flash.Lookup(Name);
                RequireFit(entry, mode);
                _handle = _flash.Open(Name, record);
                if (entry == FlashEntry.File && mode is FileMode.Create or FileMode.Truncate)
                {
                    _flash.SetLength(_handle, 0);
                }
            }
            catch
            {
                _flash.Unlock(record);
                throw;
            }

            _seekLimit = mode == FileMode.Append ? _handle.Length : 0;
            _position = _seekLimit;
        }

        /// <inheritdoc/>
        public override bool CanRead => _handle is not null && _canRead;

        /// <inheritdoc/>
        public override bool CanSeek => _handle is not null;

        /// <inheritdoc/>
        public override bool CanWrite => _handle is not null && _canWrite;

        /// <inheritdoc/>
        public override long Length => Handle.Length;

        /// <summary>The path of the file.</summary>
        public string Name { get; }

        /// <inheritdoc/>
        public override long Position
        {
            get
            {
                _ = Handle;
                return _position;
            }

            set
            {
                _ = Handle;
                _position = value >= _seekLimit ? value : throw new IOException();
            }
        }

        private FlashHandle Handle => _handle ?? throw new ObjectDisposedException(Name);

        /// <summary>Empties the runtime's buffer. It makes nothing durable.</summary>
        public override void Flush()
        {
            _flash.Flush(Handle);
        }

        /// <inheritdoc/>
        public override int Read(byte[] buffer, int offset, int count)
        {
            var handle = Handle;
            Require(_canRead);
            ValidateBufferArguments(buffer, offset, count);
            int read = _flash.Read(handle, (int)_position, buffer, offset, count);
            _position += read;
            return read;
        }

        /// <inheritdoc/>
        public override int ReadByte()
        {
            byte[] one = new byte[1];
            return Read(one, 0, 1) == 1 ? one[0] : -1;
        }

        /// <inheritdoc/>
        public override long Seek(long offset, SeekOrigin origin)
        {
            long from = origin == SeekOrigin.Begin ? 0 : origin == SeekOrigin.Current ? _position : Handle.Length;
            Position = from + offset;
            return _position;
        }

        /// <inheritdoc/>
        public override void SetLength(long value)
        {
            var handle = Handle;
            Require(_canWrite);
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _flash.SetLength(handle, (int)value);
        }

        /// <summary>Writes; what is written is durable once the stream is closed.</summary>
        /// <exception cref="IOException">The flash is full.</exception>
        public override void Write(byte[] buffer, int offset, int count)
        {
            var handle = Handle;
            Require(_canWrite);
            ValidateBufferArguments(buffer, offset, count);
            if (count > 0)
            {
                _flash.Write(handle, (int)_position, buffer, offset, count);
                _position += count;
            }
        }

        /// <inheritdoc/>
        public override void WriteByte(byte value)
        {
            Write(new[] { value }, 0, 1);
        }

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            var handle = _handle;
            _handle = null;
            if (disposing && handle is not null)
            {
                _flash.Close(handle);
            }

            base.Dispose(disposing);
        }

        private static void Require(bool capability)
        {
            if (!capability)
            {
                throw new NotSupportedException();
            }
        }

        private void RequireFit(FlashEntry entry, FileMode mode)
        {
            if (entry == FlashEntry.Directory)
            {
                throw FlashErrors.Denied(Name);
            }

            if (entry == FlashEntry.File && mode == FileMode.CreateNew)
            {
                throw FlashErrors.Exists(Name);
            }

            if (entry == FlashEntry.None && mode is FileMode.Open or FileMode.Truncate)
            {
                throw FlashErrors.FileNotFound(Name);
            }
        }
    }
}
