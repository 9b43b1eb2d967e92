"""HTTP by hand, for requests that no library would send."""
import socket
import struct
import time


def answers_in(data, head):
    """The whole answers at the beginning of what came: (status, body) each."""
    found = []
    while True:
        end = data.find(b"\r\n\r\n")
        if end < 0:
            return found
        lines = data[:end].split(b"\r\n")
        status = int(lines[0].split()[1])
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(b":") for line in lines[1:])}
        data = data[end + 4:]
        if status == 100:
            continue
        body = b""
        if head or status in (204, 304):
            pass
        elif headers.get(b"transfer-encoding") == b"chunked":
            while True:
                size, _, rest = data.partition(b"\r\n")
                if not rest and not size:
                    return found
                length = int(size, 16)
                if len(rest) < length + 2:
                    return found
                body += rest[:length]
                data = rest[length + 2:]
                if length == 0:
                    break
        else:
            length = int(headers.get(b"content-length", b"0"))
            if len(data) < length:
                return found
            body, data = data[:length], data[length:]
        found.append((status, body))


def exchange(port, case, patience):
    """Sends the case; what was answered, and how it ended: answered, closed, reset, silent."""
    received = b""
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as connection:
        try:
            for part in case.parts:
                connection.sendall(part)
                if len(case.parts) > 1:
                    time.sleep(0.002)
            if case.cut:
                if case.cut == "reset":
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return [], "cut"
            if case.ends:
                connection.shutdown(socket.SHUT_WR)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it had enough; what it said can still be read
        except OSError:
            return [], "reset"
        try:
            while len(answers_in(received, case.head)) < case.answers:
                data = connection.recv(1 << 20)
                if not data:
                    return answers_in(received, case.head), "closed"
                received += data
        except ConnectionResetError:
            return answers_in(received, case.head), "reset"
        except TimeoutError:
            return answers_in(received, case.head), "silent"
    return answers_in(received, case.head), "answered"
